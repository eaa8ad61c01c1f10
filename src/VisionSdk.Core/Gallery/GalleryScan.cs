using System.Numerics;

namespace VisionSdk;

/// <summary>Offers the live rows of a snapshot to the collectors of one or more probes.</summary>
/// <param name="snapshot">What is scanned; held by the caller.</param>
/// <param name="probes">The probes.</param>
/// <param name="filter">Which identities are looked at; null for all.</param>
/// <param name="maxParallelism">How many threads may take part.</param>
internal sealed class GalleryScan(
    GallerySnapshot snapshot,
    GalleryProbe[] probes,
    SlotFilter? filter,
    int maxParallelism
)
{
    // 2,048 rows: some 10 µs and more, much against taking the next block and little to wait for at the end.
    private const int BlockWords = 32;

    // With many probes a block is read once from memory and then from the cache: 64 rows.
    private const int SharedWords = 1;

    /// <summary>Scans.</summary>
    /// <typeparam name="TMeasure">How rows are measured.</typeparam>
    /// <param name="nearest">One collector for each probe.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    public void Run<TMeasure>(NearestIdentities[] nearest, CancellationToken cancellationToken)
        where TMeasure : struct, IRowMeasure<TMeasure>
    {
        var blocks = Blocks();
        if (maxParallelism == 1 || blocks.Count < 2)
        {
            foreach (var block in blocks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ScanBlock<TMeasure>(block, nearest);
            }

            return;
        }

        var sharing = new BlockSharing(
            blocks.Count,
            shared =>
            {
                var own = Array.ConvertAll(nearest, static collector => collector.Fork());
                while (shared.TryTake(out var i))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    ScanBlock<TMeasure>(blocks[i], own);
                }

                Merge(nearest, own);
            }
        );
        sharing.Run(Math.Min(maxParallelism, blocks.Count) - 1);
    }

    private List<(int Segment, int First, int End)> Blocks()
    {
        var blocks = new List<(int, int, int)>();
        for (var i = 0; i < snapshot.Segments.Length; i++)
        {
            var words = snapshot.Segments[i].LiveRows > 0 ? snapshot.Segments[i].Words : 0;
            for (var first = 0; first < words; first += BlockWords)
            {
                blocks.Add((i, first, Math.Min(first + BlockWords, words)));
            }
        }

        return blocks;
    }

    private void ScanBlock<TMeasure>((int Segment, int First, int End) block, NearestIdentities[] nearest)
        where TMeasure : struct, IRowMeasure<TMeasure>
    {
        var step = probes.Length == 1 ? block.End - block.First : SharedWords;
        for (var first = block.First; first < block.End; first += step)
        {
            var end = Math.Min(first + step, block.End);
            for (var i = 0; i < probes.Length; i++)
            {
                ScanRows<TMeasure>(block.Segment, first, end, probes[i], nearest[i]);
            }
        }
    }

    private void ScanRows<TMeasure>(int index, int first, int end, GalleryProbe probe, NearestIdentities nearest)
        where TMeasure : struct, IRowMeasure<TMeasure>
    {
        var view = snapshot.Segments[index];
        var measure = TMeasure.Create(view.Segment, probe);
        var slots = view.Segment.Slots;
        var bound = nearest.Bound;
        for (var word = first; word < end; word++)
        {
            for (var rest = view.Live[word]; rest != 0; rest &= rest - 1)
            {
                var row = (word << 6) + BitOperations.TrailingZeroCount(rest);
                if (filter is not null && !filter.Allows(slots[row]))
                {
                    continue;
                }

                var distance = measure.Distance(row);
                if (distance <= bound)
                {
                    bound = nearest.Offer(distance, slots[row], new RowPlace(index, row));
                }
            }
        }
    }

    private static void Merge(NearestIdentities[] all, NearestIdentities[] own)
    {
        lock (all)
        {
            for (var i = 0; i < all.Length; i++)
            {
                all[i].Merge(own[i]);
            }
        }
    }
}
