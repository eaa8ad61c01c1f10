using System.Globalization;

namespace VisionSdk;

/// <summary>The names of what a rollout counts for each operation.</summary>
internal static class RolloutCounters
{
    /// <summary>Requests that the rollout could have seen.</summary>
    public const string Requests = "requests";

    /// <summary>Requests that the candidate saw.</summary>
    public const string Chosen = "chosen";

    /// <summary>Decisions that the candidate made.</summary>
    public const string Decided = "decided";

    /// <summary>Decisions that both versions made.</summary>
    public const string Compared = "compared";

    public const string Matched = "matched";
    public const string Added = "added";
    public const string Lost = "lost";

    /// <summary>Sum of the changes of confidence, in millionths.</summary>
    public const string Shift = "shift";

    /// <summary>Sum of their absolute values.</summary>
    public const string AbsoluteShift = "shift.absolute";

    public const string Flip = "flip:";
    public const string Error = "error:";
    public const string PrimaryError = "primary-error:";
    public const string Dropped = "dropped:";
    public const string Incomparable = "incomparable:";
    public const string PrimaryScore = "score.primary:";
    public const string CandidateScore = "score.candidate:";
    public const string PrimaryLatency = "latency.primary:";
    public const string CandidateLatency = "latency.candidate:";

    /// <summary>A counter of a bin.</summary>
    public static string Of(string prefix, int bin) => prefix + bin.ToString("D3", CultureInfo.InvariantCulture);
}
