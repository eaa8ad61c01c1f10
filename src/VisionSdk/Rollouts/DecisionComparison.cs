namespace VisionSdk;

/// <summary>Compares what two versions decided on the same pictures, and counts it.</summary>
internal static class DecisionComparison
{
    private const double Millionths = 1e6;
    private const string OtherIdentity = "Known>Other";
    private const string Changed = "Same>Changed";

    /// <summary>Counts one pair of decisions.</summary>
    /// <returns>Whether they differ.</returns>
    public static bool Count(RolloutTally tally, string operation, DecisionTrace primary, DecisionTrace candidate)
    {
        if ((candidate.Obstacle ?? primary.Obstacle) is { } obstacle)
        {
            tally.Add(operation, RolloutCounters.Incomparable + obstacle);
            return false;
        }

        tally.Add(operation, RolloutCounters.Compared);
        tally.Add(
            operation,
            RolloutCounters.Of(RolloutCounters.PrimaryLatency, LatencyHistogram.BinOf(primary.Computing))
        );
        tally.Add(
            operation,
            RolloutCounters.Of(RolloutCounters.CandidateLatency, LatencyHistogram.BinOf(candidate.Computing))
        );
        if (primary is { Score: { } before } && candidate is { Score: { } after })
        {
            CountScores(tally, operation, before, after);
        }

        var flip = primary.Detections.IsDefault
            ? FlipOf(primary, candidate)
            : CountDetections(tally, operation, primary, candidate);
        if (flip is not null)
        {
            tally.Add(operation, RolloutCounters.Flip + flip);
        }

        return flip is not null;
    }

    private static string? FlipOf(DecisionTrace primary, DecisionTrace candidate) =>
        primary.Decision != candidate.Decision ? $"{primary.Decision}>{candidate.Decision}"
        : primary.Identity != candidate.Identity ? OtherIdentity
        : null;

    private static string? CountDetections(
        RolloutTally tally,
        string operation,
        DecisionTrace primary,
        DecisionTrace candidate
    )
    {
        var matching = DetectionMatching.Of(primary.Detections, candidate.Detections);
        tally.Add(operation, RolloutCounters.Matched, matching.Matched.Length);
        tally.Add(operation, RolloutCounters.Added, matching.Added);
        tally.Add(operation, RolloutCounters.Lost, matching.Lost);
        foreach (var (before, after) in matching.Matched)
        {
            var shift = (long)Math.Round((after - before) * Millionths);
            tally.Add(operation, RolloutCounters.Shift, shift);
            tally.Add(operation, RolloutCounters.AbsoluteShift, Math.Abs(shift));
            CountScores(tally, operation, before, after);
        }

        return matching.Added + matching.Lost > 0 ? Changed : null;
    }

    private static void CountScores(RolloutTally tally, string operation, double before, double after)
    {
        tally.Add(operation, RolloutCounters.Of(RolloutCounters.PrimaryScore, ScoreHistogram.BinOf(before)));
        tally.Add(operation, RolloutCounters.Of(RolloutCounters.CandidateScore, ScoreHistogram.BinOf(after)));
    }
}
