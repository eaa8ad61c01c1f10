using System.Collections.Immutable;
using System.Globalization;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Makes reports of counters. A pure function of them.</summary>
internal static class RolloutStatistics
{
    /// <summary>Not an operation: what happens to processes.</summary>
    public const string ProcessCounters = "process";

    private const double Millionths = 1e6;

    public static ImmutableArray<RolloutOperationReport> Of(IEnumerable<RolloutCount> counts, double confidence) =>
        [
            .. counts
                .Where(static count => count.Operation != ProcessCounters)
                .GroupBy(static count => count.Operation, StringComparer.Ordinal)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                    Of(
                        group.Key,
                        group.ToDictionary(
                            static count => count.Name,
                            static count => count.Value,
                            StringComparer.Ordinal
                        ),
                        confidence
                    )
                ),
        ];

    /// <summary>What was counted under names that begin alike, the most frequent first.</summary>
    public static ImmutableArray<RolloutItem> Items(IEnumerable<KeyValuePair<string, long>> counts, string prefix) =>
        [
            .. counts
                .Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal) && count.Value > 0)
                .Select(count => new RolloutItem(count.Key[prefix.Length..], count.Value))
                .OrderByDescending(static item => item.Count)
                .ThenBy(static item => item.Name, StringComparer.Ordinal),
        ];

    private static RolloutOperationReport Of(string operation, Dictionary<string, long> counts, double confidence)
    {
        var compared = counts.GetValueOrDefault(RolloutCounters.Compared);
        var flips = Items(counts, RolloutCounters.Flip);
        var errors = Items(counts, RolloutCounters.Error);
        var failed = errors.Sum(static item => item.Count);
        var tried = counts.GetValueOrDefault(RolloutCounters.Decided) + failed;
        return new RolloutOperationReport
        {
            Operation = operation,
            Requests = counts.GetValueOrDefault(RolloutCounters.Requests),
            Chosen = counts.GetValueOrDefault(RolloutCounters.Chosen),
            Compared = compared,
            Flips = RolloutRate.Create(flips.Sum(static item => item.Count), compared, confidence),
            FlipsByKind = flips,
            Errors = RolloutRate.Create(failed, tried, confidence),
            ErrorsByType = errors,
            PrimaryErrorsByType = Items(counts, RolloutCounters.PrimaryError),
            Dropped = Items(counts, RolloutCounters.Dropped),
            Incomparable = Items(counts, RolloutCounters.Incomparable),
            Latency = RolloutLatency.Create(
                new LatencyHistogram(Bins(counts, RolloutCounters.PrimaryLatency)),
                new LatencyHistogram(Bins(counts, RolloutCounters.CandidateLatency)),
                confidence
            ),
            Drift = RolloutDrift.Create(
                new ScoreHistogram(Bins(counts, RolloutCounters.PrimaryScore)),
                new ScoreHistogram(Bins(counts, RolloutCounters.CandidateScore)),
                confidence
            ),
            Detections = DetectionsOf(counts),
        };
    }

    private static RolloutDetections? DetectionsOf(Dictionary<string, long> counts)
    {
        var matched = counts.GetValueOrDefault(RolloutCounters.Matched);
        var added = counts.GetValueOrDefault(RolloutCounters.Added);
        var lost = counts.GetValueOrDefault(RolloutCounters.Lost);
        if (matched + added + lost == 0)
        {
            return null;
        }

        var pairs = Math.Max(matched, 1) * Millionths;
        return new RolloutDetections(
            matched,
            added,
            lost,
            counts.GetValueOrDefault(RolloutCounters.Shift) / pairs,
            counts.GetValueOrDefault(RolloutCounters.AbsoluteShift) / pairs
        );
    }

    private static Dictionary<int, long> Bins(Dictionary<string, long> counts, string prefix) =>
        counts
            .Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(
                count => int.Parse(count.Key.AsSpan(prefix.Length), CultureInfo.InvariantCulture),
                static count => count.Value
            );
}
