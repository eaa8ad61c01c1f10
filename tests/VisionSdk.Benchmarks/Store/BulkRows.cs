using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using VisionSdk.Storage;
using VisionSdk.TestUtilities;

namespace VisionSdk.Benchmarks;

/// <summary>People to enrol with their vectors, and the same as bare columns.</summary>
internal sealed class BulkRows
{
    public const int Dimension = 128;

    private BulkRows(Enrolment[] enrolments, RawRow[] raw) => (Enrolments, Raw) = (enrolments, raw);

    public Enrolment[] Enrolments { get; }

    public RawRow[] Raw { get; }

    public static ModelManifest Model { get; } = FakeManifest.Embedder("bulk-embedder", Dimension);

    /// <summary>Makes vectors, and as many people as they are enough for.</summary>
    public static BulkRows Create(int count, int perPerson = 1)
    {
        var space = EmbeddingSpaceId.Compute(Model);
        var random = new Random(1);
        var references = new EnrolmentReference[count];
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
            var source = SHA256.HashData(number);
            references[i] = new EnrolmentReference
            {
                Embedding = new Embedding(space, ImmutableCollectionsMarshal.AsImmutableArray(values)),
                Model = Model,
                SourceHash = source,
            };
            var first = i - (i % perPerson);
            raw[i] = RawRow.Create(KeyOf(first), source, values, i == first ? null : raw[first].Identity);
        }

        return new BulkRows(
            [
                .. references
                    .Chunk(perPerson)
                    .Select((some, i) => new Enrolment { ExternalKey = KeyOf(i * perPerson), References = [.. some] }),
            ],
            raw
        );
    }

    private static string KeyOf(int first) => string.Create(CultureInfo.InvariantCulture, $"person-{first}");
}
