using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using VisionSdk.Storage;

namespace VisionSdk.Benchmarks;

/// <summary>People to enrol, each with one vector, and the same as bare columns.</summary>
internal sealed class BulkRows
{
    public const int Dimension = 128;

    private BulkRows(Enrolment[] enrolments, RawRow[] raw) => (Enrolments, Raw) = (enrolments, raw);

    public Enrolment[] Enrolments { get; }

    public RawRow[] Raw { get; }

    public static ModelManifest Model { get; } =
        new()
        {
            Id = "bulk-embedder",
            Version = "1.0.0",
            Task = VisionTask.Embedding,
            Description = "Makes no vectors: the benchmark does.",
            Artifact = new ModelArtifact
            {
                File = "model.onnx",
                Sha256 = new string('a', 64),
                Size = 1,
                Opset = 17,
            },
            Provenance = new ModelProvenance
            {
                Source = "none",
                SourceVersion = "1",
                File = "none",
                License = "MIT",
                Notice = "none",
            },
            Input = new ModelInput
            {
                Name = "input",
                Width = 32,
                Height = 32,
            },
            Output = new EmbeddingOutputSettings { Tensors = ["embedding"] },
            Embedding = new EmbeddingSettings { Dimension = Dimension, Aligner = FaceAligner.None },
        };

    public static BulkRows Create(int count)
    {
        var space = EmbeddingSpaceId.Compute(Model);
        var random = new Random(1);
        var enrolments = new Enrolment[count];
        var raw = new RawRow[count];
        Span<byte> number = stackalloc byte[4];
        for (var i = 0; i < count; i++)
        {
            var values = new float[Dimension];
            foreach (ref var value in values.AsSpan())
            {
                value = random.NextSingle() - 0.5f;
            }

            Embedding.Normalize(values);
            BinaryPrimitives.WriteInt32LittleEndian(number, i);
            var key = string.Create(CultureInfo.InvariantCulture, $"person-{i}");
            var source = SHA256.HashData(number);
            enrolments[i] = new Enrolment
            {
                ExternalKey = key,
                References =
                [
                    new EnrolmentReference
                    {
                        Embedding = new Embedding(space, ImmutableCollectionsMarshal.AsImmutableArray(values)),
                        Model = Model,
                        SourceHash = source,
                    },
                ],
            };
            raw[i] = RawRow.Create(key, source, values);
        }

        return new BulkRows(enrolments, raw);
    }
}
