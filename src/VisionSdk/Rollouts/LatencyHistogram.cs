using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Times in bins that grow by 2^(1/8), so that histograms of several processes add up; a time is told to within 4.5 %.</summary>
internal sealed class LatencyHistogram(IReadOnlyDictionary<int, long> bins)
{
    private const double Smallest = 0.05;
    private const int PerOctave = 8;
    private const int LastBin = 200;

    private readonly ImmutableArray<KeyValuePair<int, long>> _bins = [.. bins.OrderBy(static bin => bin.Key)];

    /// <summary>How many times there are.</summary>
    public long Count { get; } = bins.Values.Sum();

    /// <summary>The bin of a time: from 0.05 ms to some 28 minutes.</summary>
    public static int BinOf(TimeSpan time) =>
        (int)
            Math.Clamp(
                Math.Floor(PerOctave * Math.Log2(Math.Max(time.TotalMilliseconds, Smallest) / Smallest)),
                0,
                LastBin
            );

    /// <summary>The time in the middle of a bin.</summary>
    public static TimeSpan TimeOf(int bin) =>
        TimeSpan.FromMilliseconds(Smallest * Math.Pow(2, (bin + 0.5) / PerOctave));

    /// <summary>The time that a share of the times does not exceed; zero when there are none.</summary>
    public TimeSpan Quantile(double share) =>
        AtRank(Math.Clamp((long)Math.Ceiling(share * Count), 1, Math.Max(Count, 1)));

    /// <summary>The times between which a quantile lies with a confidence; zero and the longest time of all where there are too few to say.</summary>
    /// <remarks>How many times lie below a quantile is binomial, so the bounds of that share are ranks between which the quantile lies.</remarks>
    public (TimeSpan Lower, TimeSpan Upper) QuantileBounds(double share, double confidence)
    {
        if (Count == 0)
        {
            return (TimeSpan.Zero, TimeSpan.MaxValue);
        }

        var bounds = ClopperPearson.Interval((long)Math.Round(share * Count), Count, confidence);
        var lower = (long)Math.Floor(bounds.Lower * Count);
        var upper = (long)Math.Ceiling(bounds.Upper * Count) + 1;
        return (lower < 1 ? TimeSpan.Zero : AtRank(lower), upper > Count ? TimeSpan.MaxValue : AtRank(upper));
    }

    private TimeSpan AtRank(long rank)
    {
        long passed = 0;
        foreach (var (bin, count) in _bins)
        {
            passed += count;
            if (passed >= rank)
            {
                return TimeOf(bin);
            }
        }

        return TimeSpan.Zero;
    }
}
