namespace VisionSdk.Core.Tests;

public class ModelManifestValidatorTests
{
    private static readonly ModelManifest Detector = Manifests.Detector;
    private static readonly ModelManifest Embedder = Manifests.Embedder;
    private static readonly GoldenOutput Golden = Manifests.Embedder.Golden!.Outputs[0];

    /// <summary>One broken manifest per rule, and the field that the problem must name.</summary>
    public static TheoryData<string, ModelManifest> Broken =>
        new()
        {
            { "schemaVersion", Detector with { SchemaVersion = 2 } },
            { "id", Detector with { Id = "Face" } },
            { "id", Detector with { Id = "a..b" } },
            { "id", Detector with { Id = "../a" } },
            { "id", Detector with { Id = "a\n" } },
            { "id", Detector with { Id = new string('a', 129) } },
            { "version", Detector with { Version = "1.0" } },
            { "version", Detector with { Version = "01.0.0" } },
            { "version", Detector with { Version = "1.0.0-" } },
            { "version", Detector with { Version = "1.0.0\n" } },
            { "version", Detector with { Version = "1.0.٣" } },
            { "task", Detector with { Task = (VisionTask)99 } },
            { "description", Detector with { Description = " " } },
            { "artifact.file", WithFile("../model.onnx") },
            { "artifact.file", WithFile("sub/model.onnx") },
            { "artifact.file", WithFile(@"sub\model.onnx") },
            { "artifact.file", WithFile("C:model.onnx") },
            { "artifact.file", WithFile("..") },
            { "artifact.file", WithFile("") },
            { "artifact.file", WithFile("model.json") },
            { "artifact.sha256", Detector with { Artifact = Detector.Artifact with { Sha256 = new string('A', 64) } } },
            { "artifact.sha256", Detector with { Artifact = Detector.Artifact with { Sha256 = "abc" } } },
            { "artifact.size", Detector with { Artifact = Detector.Artifact with { Size = 0 } } },
            { "artifact.opset", Detector with { Artifact = Detector.Artifact with { Opset = 0 } } },
            { "provenance.license", Detector with { Provenance = Detector.Provenance with { License = "" } } },
            { "provenance.notice", Detector with { Provenance = Detector.Provenance with { Notice = "" } } },
            { "input.name", WithInput(Detector.Input with { Name = "" }) },
            { "input.width", WithInput(Detector.Input with { Width = 0 }) },
            { "input.height", WithInput(Detector.Input with { Height = -32 }) },
            { "input is", WithInput(Detector.Input with { Width = 1 << 20, Height = 1 << 20 }) },
            { "input.sizeMultiple", WithInput(Detector.Input with { SizeMultiple = 100 }) },
            { "input.sizeMultiple", WithInput(Detector.Input with { SizeMultiple = -1 }) },
            { "input.scale", WithInput(Detector.Input with { Scale = 0 }) },
            { "input.mean", WithInput(Detector.Input with { Mean = [0.5f] }) },
            { "input.mean", WithInput(Detector.Input with { ColorOrder = ColorOrder.Gray }) },
            { "input.standardDeviation", WithInput(Detector.Input with { StandardDeviation = [1, 1] }) },
            { "input.standardDeviation", WithInput(Detector.Input with { StandardDeviation = [1, 0, 1] }) },
            { "input.paddingValue", WithInput(Detector.Input with { PaddingValue = 256 }) },
            { "input.regionScale", WithInput(Detector.Input with { RegionScale = 0 }) },
            { "input.maxBatch", WithInput(Detector.Input with { MaxBatch = -1 }) },
            { "input.layout", WithInput(Detector.Input with { Layout = (TensorLayout)7 }) },
            { "output.tensors", Embedder with { Output = Embedder.Output with { Tensors = [] } } },
            { "output.tensors", Detector with { Output = Detector.Output with { Tensors = ["a", "b"] } } },
            { "output.tensors", Embedder with { Output = Embedder.Output with { Tensors = [""] } } },
            { "output.decoder", Detector with { Output = Manifests.Classifier.Output } },
            { "output.decoder", Detector with { Task = VisionTask.Classification } },
            { "output.minConfidence", WithOutput(d => d with { MinConfidence = 1.5f }) },
            { "output.minConfidence", WithOutput(d => d with { MinConfidence = float.NaN }) },
            { "output.nmsIoUThreshold", WithOutput(d => d with { NmsIoUThreshold = -0.1f }) },
            { "output.softNmsSigma", WithOutput(d => d with { SoftNmsSigma = 0 }) },
            { "output.classCount", WithOutput(d => d with { ClassCount = 0 }) },
            { "output.classCount", WithOutput(d => d with { ClassCount = 2 }) },
            { "output.anchors", WithOutput(d => d with { Anchors = [], Tensors = ["head"] }) },
            {
                "output.anchors",
                WithOutput(d =>
                    d with
                    {
                        Anchors =
                        [
                            [],
                        ],
                    }
                )
            },
            {
                "output.anchors",
                WithOutput(d =>
                    d with
                    {
                        Anchors =
                        [
                            [new Anchor(1, 0)],
                        ],
                    }
                )
            },
            { "labels", Detector with { Labels = [] } },
            { "labels", Detector with { Labels = ["face", "face"] } },
            { "labels", Manifests.Classifier with { Labels = [] } },
            { "labels", Manifests.Classifier with { Labels = ["happy", ""] } },
            { "output.count", WithKeypoints(k => k with { Count = 0 }) },
            { "output.dimensions", WithKeypoints(k => k with { Dimensions = 4 }) },
            { "output.hasConfidence", WithKeypoints(k => k with { HasConfidence = true }) },
            { "embedding", Embedder with { Embedding = null } },
            { "embedding", Detector with { Embedding = Embedder.Embedding } },
            { "thresholds", Detector with { Thresholds = Embedder.Thresholds } },
            { "embedding.dimension", WithEmbedding(e => e with { Dimension = 0 }) },
            { "golden.outputs", WithEmbedding(e => e with { Dimension = 64 }) },
            { "embedding.metric", WithEmbedding(e => e with { Metric = (DistanceMetric)9 }) },
            { "embedding.chipPadding", WithEmbedding(e => e with { ChipPadding = -1 }) },
            {
                "thresholds[1].falseMatchRate",
                WithThresholds(Manifests.Threshold(1e-2, 0.2), Manifests.Threshold(1e-3, 0.3))
            },
            {
                "thresholds[1].falseMatchRate",
                WithThresholds(Manifests.Threshold(1e-2, 0.2), Manifests.Threshold(1e-2, 0.2))
            },
            {
                "thresholds[1].distance",
                WithThresholds(Manifests.Threshold(1e-3, 0.3), Manifests.Threshold(1e-2, 0.2))
            },
            { "thresholds[0].falseMatchRate", WithThresholds(Manifests.Threshold(0, 0.3)) },
            { "thresholds[0].distance", WithThresholds(Manifests.Threshold(1e-3, 2.1)) },
            { "thresholds[0].distance", WithThresholds(Manifests.Threshold(1e-3, double.NaN)) },
            { "thresholds[0].dataSet", WithThresholds(Manifests.Threshold(1e-3, 1) with { DataSet = "" }) },
            { "thresholds[0].comparisons", WithThresholds(Manifests.Threshold(1e-3, 1) with { Comparisons = 0 }) },
            { "thresholds[0].falseMatches", WithThresholds(Manifests.Threshold(1e-3, 1) with { FalseMatches = 1001 }) },
            {
                "thresholds[0] has the interval",
                WithThresholds(Manifests.Threshold(1e-3, 1) with { LowerBound = 0.02 })
            },
            {
                "thresholds[0].trueAcceptRate",
                WithThresholds(Manifests.Threshold(1e-3, 1) with { TrueAcceptRate = 2 })
            },
            { "golden.seed", WithGolden(g => g with { Seed = 0 }) },
            { "golden has the range", WithGolden(g => g with { Maximum = 0 }) },
            { "golden.outputs", WithGolden(g => g with { Outputs = [] }) },
            { "golden.outputs", WithGolden(g => g with { Outputs = [Golden, Golden] }) },
            { "length", WithGoldenOutput(Golden with { Length = 0, Positions = [0], Values = [1] }) },
            { "scale", WithGoldenOutput(Golden with { Scale = -1 }) },
            { "meanAbsolute", WithGoldenOutput(Golden with { MeanAbsolute = 1 }) },
            { "tolerance", WithGoldenOutput(Golden with { Tolerance = 0 }) },
            { "positions is empty", WithGoldenOutput(Golden with { Positions = [], Values = [] }) },
            { "positions for", WithGoldenOutput(Golden with { Values = [1] }) },
            { "positions[2]", WithGoldenOutput(Golden with { Positions = [0, 5, 128] }) },
            { "positions[2]", WithGoldenOutput(Golden with { Positions = [0, 5, 5] }) },
            { "positions[0]", WithGoldenOutput(Golden with { Positions = [-1, 5, 6] }) },
            { "values", WithGoldenOutput(Golden with { Values = [1, float.NaN, 1] }) },
        };

    public static TheoryData<string> Decoders => [.. Manifests.ByDecoder.Keys];

    [Theory]
    [MemberData(nameof(Decoders))]
    public void A_valid_manifest_has_no_problems(string decoder) =>
        ModelManifestValidator.Problems(Manifests.ByDecoder[decoder]).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void Each_broken_rule_is_named(string field, ModelManifest manifest)
    {
        var problems = ModelManifestValidator.Problems(manifest);

        problems.ShouldContain(
            problem => problem.Contains(field, StringComparison.Ordinal),
            string.Join('\n', problems)
        );
        problems.Length.ShouldBeLessThanOrEqualTo(2, "one thing is wrong");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("face-embedder-dlib")]
    [InlineData("yolo.v8-n.2")]
    public void An_id_is_lower_case_parts_joined_by_dots_and_dashes(string id) =>
        ModelManifestValidator.Problems(Detector with { Id = id }).ShouldBeEmpty();

    [Theory]
    [InlineData("0.0.0")]
    [InlineData("1.0.0-alpha.1")]
    [InlineData("1.0.0-0A.is.legal")]
    [InlineData("1.0.0+build")]
    [InlineData("99999.0.1-x-y-z.--+metadata")]
    public void A_version_is_semantic(string version) =>
        ModelManifestValidator.Problems(Detector with { Version = version }).ShouldBeEmpty();

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("model-int8_v2.fp16.onnx")]
    public void A_file_is_a_plain_name(string file) => ModelManifestValidator.Problems(WithFile(file)).ShouldBeEmpty();

    [Fact]
    public void Validate_lists_every_problem_in_one_message()
    {
        var broken = Detector with { Id = "Bad Id", Version = "x", Labels = ["a", "b"] };

        var exception = Should.Throw<ModelLoadException>(() => ModelManifestValidator.Validate(broken, "p/model.json"));

        exception.ModelId.ShouldBe("Bad Id");
        exception.Path.ShouldBe("p/model.json");
        exception.Message.ShouldContain("3 problem(s)");
        exception.Message.ShouldContain("id 'Bad Id'");
        exception.Message.ShouldContain("version 'x'");
        exception.Message.ShouldContain("labels has 2 names for 1 class(es)");
    }

    [Fact]
    public void Validate_accepts_what_is_valid() => ModelManifestValidator.Validate(Embedder);

    private static ModelManifest WithFile(string file) =>
        Detector with
        {
            Artifact = Detector.Artifact with { File = file },
        };

    private static ModelManifest WithInput(ModelInput input) => Detector with { Input = input };

    private static ModelManifest WithOutput(Func<AnchorGridSettings, AnchorGridSettings> change)
    {
        var output = change((AnchorGridSettings)Detector.Output);
        return Detector with
        {
            Output = output,
            Labels = [.. Enumerable.Range(0, output.ClassCount).Select(static i => $"class {i}")],
        };
    }

    private static ModelManifest WithKeypoints(Func<KeypointSettings, KeypointSettings> change) =>
        Manifests.Landmarks with
        {
            Output = change((KeypointSettings)Manifests.Landmarks.Output),
        };

    private static ModelManifest WithEmbedding(Func<EmbeddingSettings, EmbeddingSettings> change) =>
        Embedder with
        {
            Embedding = change(Embedder.Embedding!),
        };

    private static ModelManifest WithThresholds(params DecisionThreshold[] thresholds) =>
        Embedder with
        {
            Thresholds = [.. thresholds],
        };

    private static ModelManifest WithGolden(Func<GoldenRun, GoldenRun> change) =>
        Embedder with
        {
            Golden = change(Embedder.Golden!),
        };

    private static ModelManifest WithGoldenOutput(GoldenOutput output) =>
        WithGolden(golden => golden with { Outputs = [output with { Tensor = "other" }] });
}
