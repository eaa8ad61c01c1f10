using System.Collections.Immutable;
using System.Reflection;

namespace VisionSdk.Core.Tests;

public class EmbeddingSpaceIdTests
{
    private static readonly ModelManifest Manifest = new()
    {
        Id = "face-embedder",
        Version = "1.0.0",
        Task = VisionTask.Embedding,
        Description = "For tests.",
        Artifact = new ModelArtifact
        {
            File = "model.onnx",
            Sha256 = new string('0', 64),
            Size = 1,
            Opset = 17,
        },
        Provenance = new ModelProvenance
        {
            Source = "test",
            SourceVersion = "1",
            File = "weights",
            License = "MIT",
            Notice = "none",
        },
        Input = new ModelInput
        {
            Name = "input",
            Width = 150,
            Height = 150,
            Mean = [1, 2, 3],
            StandardDeviation = [4, 5, 6],
        },
        Output = new EmbeddingOutputSettings { Tensors = ["descriptor"] },
        Embedding = new EmbeddingSettings
        {
            Dimension = 128,
            Aligner = FaceAligner.Dlib68,
            ChipPadding = 0.25f,
        },
    };

    // What leaves a vector's values as they are, and so must leave the space.
    private static readonly string[] NotHashed = [nameof(ModelInput.Name), nameof(ModelInput.MaxBatch)];

    public static TheoryData<string> InputProperties => Writable<ModelInput>();

    public static TheoryData<string> EmbeddingProperties => Writable<EmbeddingSettings>();

    [Fact]
    public void Compute_gives_the_hash_that_stored_embeddings_were_filed_under()
    {
        // If this fails, every stored embedding has lost its space: change the form's version and migrate, or revert.
        EmbeddingSpaceId
            .Compute(Manifest)
            .Value.ShouldBe("74919d7fbf733dd293d185b8550734499deb0eb609c847b39b1a7e1b33d12b2a");
    }

    [Theory]
    [MemberData(nameof(InputProperties))]
    public void Compute_tells_apart_every_preprocessing_setting(string property)
    {
        var changed = Manifest with { Input = Manifest.Input with { } };
        Change(changed.Input, property);

        var same = EmbeddingSpaceId.Compute(changed) == EmbeddingSpaceId.Compute(Manifest);

        same.ShouldBe(NotHashed.Contains(property), property);
    }

    [Theory]
    [MemberData(nameof(EmbeddingProperties))]
    public void Compute_tells_apart_every_embedding_setting(string property)
    {
        var changed = Manifest with { Embedding = Manifest.Embedding! with { } };
        Change(changed.Embedding, property);

        EmbeddingSpaceId.Compute(changed).ShouldNotBe(EmbeddingSpaceId.Compute(Manifest), property);
    }

    [Fact]
    public void Compute_tells_apart_weights_and_output_tensors()
    {
        var original = EmbeddingSpaceId.Compute(Manifest);
        var otherWeights = Manifest with { Artifact = Manifest.Artifact with { Sha256 = new string('1', 64) } };
        var otherTensor = Manifest with { Output = new EmbeddingOutputSettings { Tensors = ["pooling"] } };
        var twoTensors = Manifest with { Output = new EmbeddingOutputSettings { Tensors = ["a", "b"] } };
        var oneTensor = Manifest with { Output = new EmbeddingOutputSettings { Tensors = ["a;1:b"] } };

        EmbeddingSpaceId.Compute(otherWeights).ShouldNotBe(original);
        EmbeddingSpaceId.Compute(otherTensor).ShouldNotBe(original);
        EmbeddingSpaceId.Compute(twoTensors).ShouldNotBe(EmbeddingSpaceId.Compute(oneTensor));
    }

    [Fact]
    public void Compute_ignores_what_leaves_the_vectors_as_they_are()
    {
        var changed = Manifest with
        {
            Id = "other",
            Version = "2.0.0",
            Description = "Documented anew.",
            Artifact = Manifest.Artifact with { File = "renamed.onnx", Sha256 = new string('0', 64) },
            Labels = ["face"],
            Thresholds =
            [
                new DecisionThreshold
                {
                    FalseMatchRate = 0.01,
                    Distance = 0.4,
                    DataSet = "test",
                    Comparisons = 500,
                    FalseMatches = 5,
                    LowerBound = 0,
                    UpperBound = 1,
                },
            ],
        };

        EmbeddingSpaceId.Compute(changed).ShouldBe(EmbeddingSpaceId.Compute(Manifest));
    }

    [Fact]
    public void Compute_takes_an_absent_mean_for_a_mean_of_zeros()
    {
        var absent = Manifest with { Input = Manifest.Input with { Mean = [], StandardDeviation = [] } };
        var spelled = Manifest with
        {
            Input = Manifest.Input with { Mean = [0, -0f, 0], StandardDeviation = [1, 1, 1] },
        };

        EmbeddingSpaceId.Compute(absent).ShouldBe(EmbeddingSpaceId.Compute(spelled));
    }

    [Fact]
    public void Compute_rejects_a_model_that_makes_no_embeddings() =>
        Should
            .Throw<ArgumentException>(static () => EmbeddingSpaceId.Compute(Manifest with { Embedding = null }))
            .Message.ShouldContain("face-embedder");

    private static TheoryData<string> Writable<T>() =>
        [
            .. typeof(T)
                .GetProperties()
                .Where(static property => property.CanWrite)
                .Select(static property => property.Name),
        ];

    private static void Change(object settings, string name)
    {
        var property = settings.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!;
        object value = property.GetValue(settings) switch
        {
            string text => text + "x",
            int number => number + 1,
            float number => number + 0.125f,
            bool flag => !flag,
            ImmutableArray<float> values => values.SetItem(1, 99),
            Enum member => Enum.GetValues(property.PropertyType).Cast<object>().First(other => !other.Equals(member)),
            var other => throw new InvalidOperationException($"How does one change a {other?.GetType()}?"),
        };
        property.SetValue(settings, value);
    }
}
