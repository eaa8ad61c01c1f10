using System.Numerics;

namespace VisionSdk;

/// <summary>What one snapshot sees of a segment. It changes only while the change that makes the snapshot is under way.</summary>
/// <param name="segment">The memory.</param>
/// <param name="written">How many of its rows have been written.</param>
/// <param name="live">A bit for each row of its capacity: set while the row can be found.</param>
/// <param name="liveRows">How many bits are set.</param>
internal sealed class SegmentView(GallerySegment segment, int written, ulong[] live, int liveRows)
{
    public GallerySegment Segment => segment;

    public int Written { get; private set; } = written;

    public ulong[] Live => live;

    public int LiveRows { get; private set; } = liveRows;

    /// <summary>Words of <see cref="Live"/> that can have bits.</summary>
    public int Words => (Written + 63) >> 6;

    public static SegmentView Empty(GallerySegment segment) =>
        new(segment, 0, new ulong[WordsFor(segment.Capacity)], 0);

    /// <summary>A segment of which as many rows are there, and all of them live.</summary>
    public static SegmentView Full(GallerySegment segment, int rows)
    {
        var bits = new ulong[WordsFor(segment.Capacity)];
        bits.AsSpan(0, rows >> 6).Fill(ulong.MaxValue);
        if ((rows & 63) != 0)
        {
            bits[rows >> 6] = (1UL << rows) - 1;
        }

        return new SegmentView(segment, rows, bits, rows);
    }

    public SegmentView Copy() => new(segment, Written, (ulong[])live.Clone(), LiveRows);

    /// <summary>The live rows at the same places of a larger segment; what is dead stays behind.</summary>
    public SegmentView CopyTo(GallerySegment larger)
    {
        var bits = new ulong[WordsFor(larger.Capacity)];
        live.CopyTo(bits, 0);
        for (var word = 0; word < Words; word++)
        {
            for (var rest = live[word]; rest != 0; rest &= rest - 1)
            {
                var row = (word << 6) + BitOperations.TrailingZeroCount(rest);
                larger.CopyRow(segment, row, row);
            }
        }

        return new SegmentView(larger, Written, bits, LiveRows);
    }

    /// <summary>Takes the next row, which the caller has room for.</summary>
    public int Append()
    {
        var row = Written++;
        live[row >> 6] |= 1UL << row;
        LiveRows++;
        return row;
    }

    public bool IsLive(int row) => ((live[row >> 6] >> row) & 1) != 0;

    public void Remove(int row)
    {
        live[row >> 6] &= ~(1UL << row);
        LiveRows--;
    }

    private static int WordsFor(int rows) => (rows + 63) >> 6;
}
