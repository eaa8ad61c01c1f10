using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a rollout's rules say about what was found. A pure function of both.</summary>
/// <param name="Checks">Each limit for each operation.</param>
/// <param name="Verdict">What they say together.</param>
internal sealed record RolloutJudgement(ImmutableArray<RolloutCheck> Checks, RolloutVerdict Verdict)
{
    /// <summary>The limits that are broken, in words.</summary>
    public string BrokenLimits =>
        string.Join("; ", Checks.Where(static check => check.State == RolloutCheckState.Broken));

    public static RolloutJudgement Of(RolloutRules rules, ImmutableArray<RolloutOperationReport> operations)
    {
        ImmutableArray<RolloutCheck> checks = [.. operations.SelectMany(operation => ChecksOf(rules, operation))];
        var decided = operations
            .Where(operation => operation.Compared >= rules.MinDecisions)
            .Select(static operation => operation.Operation)
            .ToHashSet(StringComparer.Ordinal);
        var verdict =
            checks.Any(static check => check.State == RolloutCheckState.Broken) ? RolloutVerdict.Broken
            : decided.Count > 0
            && checks
                .Where(check => decided.Contains(check.Operation))
                .All(static check => check.State == RolloutCheckState.Holds)
                ? RolloutVerdict.Promotable
            : RolloutVerdict.Undecided;
        return new RolloutJudgement(checks, verdict);
    }

    private static IEnumerable<RolloutCheck> ChecksOf(RolloutRules rules, RolloutOperationReport report)
    {
        if (rules.MaxFlipRate is { } flips)
        {
            yield return Check(report, "flip rate", flips, report.Flips);
        }

        if (rules.MaxErrorRate is { } errors)
        {
            yield return Check(report, "error rate", errors, report.Errors);
        }

        if (rules.MaxLatencyRatio is { } ratio && report.Latency is { } latency)
        {
            yield return Check(
                report,
                "latency ratio",
                ratio,
                latency.Ratio,
                latency.RatioLower,
                latency.RatioUpper,
                report.Compared
            );
        }

        if (rules.MaxDrift is { } limit && report.Drift is { } drift)
        {
            yield return Check(
                report,
                "drift",
                limit,
                drift.Distance,
                drift.Bounds.Lower,
                drift.Bounds.Upper,
                drift.Scores
            );
        }
    }

    private static RolloutCheck Check(RolloutOperationReport report, string name, double limit, RolloutRate rate) =>
        Check(report, name, limit, rate.Share ?? 0, rate.Bounds.Lower, rate.Bounds.Upper, rate.Of);

    private static RolloutCheck Check(
        RolloutOperationReport report,
        string name,
        double limit,
        double observed,
        double lower,
        double? upper,
        long decisions
    ) =>
        new(
            report.Operation,
            name,
            limit,
            observed,
            lower,
            upper,
            decisions,
            lower > limit ? RolloutCheckState.Broken
                : upper <= limit ? RolloutCheckState.Holds
                : RolloutCheckState.Open
        );
}
