using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace VisionSdk.Storage;

/// <summary>Enrolments that are prepared together, ready to be stored.</summary>
/// <remarks>
/// Rows go in by rising digest. The digests are random, and their indexes are what an insert costs most: in that order each of their pages is
/// visited once per batch.
/// </remarks>
internal sealed class BulkBatch(List<BulkItem> items)
{
    private int[] _order = [];

    /// <summary>All, in the order in which they were given.</summary>
    public List<BulkItem> Items => items;

    /// <summary>Those that make a new identity.</summary>
    public List<BulkItem> New { get; private set; } = new(items.Count);

    /// <summary>Those that concern an identity that exists, or may exist.</summary>
    public List<BulkItem> Existing { get; } = [];

    /// <summary>Vectors of the new identities, one identity's after the other's.</summary>
    public List<BulkVector> Vectors { get; } = new(items.Count);

    /// <summary>Pictures of the new identities.</summary>
    public List<(BulkItem Item, FaceCropRow Row)> Crops { get; } = [];

    /// <summary>Sealed values and digests.</summary>
    public BulkBytes Bytes { get; } = new();

    /// <summary>Identities for which a key was made.</summary>
    public List<Guid> Created { get; } = [];

    /// <summary>Of the new ones those whose external key was taken when the batch was stored, so that nothing of them was.</summary>
    public List<BulkItem> Taken { get; set; } = [];

    /// <summary>The vectors in the order in which they are stored.</summary>
    public IEnumerable<BulkVector> OrderedVectors => _order.Select(place => Vectors[place]);

    /// <summary>Puts rows into the order in which they are stored. Among identities of one key the first stays first.</summary>
    public void Sort()
    {
        New = [.. New.OrderBy(static item => item.KeyDigest is { } digest ? Prefix(digest) : 0)];
        _order = [.. Enumerable.Range(0, Vectors.Count).OrderBy(place => Prefix(Bytes[Vectors[place].SourceDigest]))];
    }

    /// <summary>What became of an item, once the batch is stored.</summary>
    public EnrolmentOutcome OutcomeOf(BulkItem item) =>
        new(item.Index, item.Receipt ?? (item.Failure is null ? ReceiptOf(item) : null), item.Failure);

    /// <summary>Cuts a sequence into batches of so many vectors, or a few more.</summary>
    public static async IAsyncEnumerable<BulkBatch> SplitAsync(
        IAsyncEnumerable<Enrolment> enrolments,
        int vectors,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        long index = 0;
        var items = new List<BulkItem>();
        var count = 0;
        await foreach (var enrolment in enrolments.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            items.Add(new BulkItem(index++, enrolment));

            // One without vectors, or none at all, is refused when it is prepared.
            count += enrolment is null || enrolment.References.IsDefaultOrEmpty ? 1 : enrolment.References.Length;
            if (count >= vectors)
            {
                yield return new BulkBatch(items);
                items = new List<BulkItem>(items.Count);
                count = 0;
            }
        }

        if (items.Count > 0)
        {
            yield return new BulkBatch(items);
        }
    }

    // Made when it is asked for: what does not live as long as the batch spares the collector work.
    private EnrolmentReceipt ReceiptOf(BulkItem item)
    {
        var (start, count) = item.Vectors.GetOffsetAndLength(Vectors.Count);
        return new EnrolmentReceipt(
            item.Id,
            IsNew: true,
            [.. Vectors.GetRange(start, count).Select(static vector => vector.Id)],
            item.PresentAt.Length
        )
        {
            PresentAt = item.PresentAt,
        };
    }

    private static ulong Prefix(ReadOnlySpan<byte> digest) => BinaryPrimitives.ReadUInt64BigEndian(digest);
}
