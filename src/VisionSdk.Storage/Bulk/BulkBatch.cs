using System.Runtime.CompilerServices;

namespace VisionSdk.Storage;

/// <summary>Enrolments that are stored together.</summary>
internal sealed class BulkBatch(List<BulkItem> items)
{
    /// <summary>All, in the order in which they were given.</summary>
    public List<BulkItem> Items => items;

    /// <summary>Those that make a new identity.</summary>
    public List<BulkItem> New { get; } = new(items.Count);

    /// <summary>Those that concern an identity that exists, or may exist.</summary>
    public List<BulkItem> Existing { get; } = [];

    /// <summary>Identities for which a key was made.</summary>
    public List<Guid> Created { get; } = [];

    /// <summary>Whether an identity existed already.</summary>
    public bool HasExisting => Existing.Count > 0;

    /// <summary>Cuts a sequence into batches.</summary>
    public static async IAsyncEnumerable<List<BulkItem>> SplitAsync(
        IAsyncEnumerable<Enrolment> enrolments,
        int size,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        long index = 0;
        var items = new List<BulkItem>(Math.Min(size, 4096));
        await foreach (var enrolment in enrolments.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            items.Add(new BulkItem(index++, enrolment));
            if (items.Count >= size)
            {
                yield return items;
                items = new List<BulkItem>(items.Count);
            }
        }

        if (items.Count > 0)
        {
            yield return items;
        }
    }
}
