using System.Globalization;

namespace VisionSdk;

/// <summary>One limit of a rollout's rules, for one operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Limit">What is limited: <c>flip rate</c>, <c>error rate</c>, <c>latency ratio</c> or <c>drift</c>.</param>
/// <param name="Allowed">The limit.</param>
/// <param name="Observed">What was found.</param>
/// <param name="Lower">Lower confidence bound.</param>
/// <param name="Upper">Upper confidence bound; <see langword="null"/> when there are too few decisions to know one.</param>
/// <param name="Decisions">On how many decisions it rests.</param>
/// <param name="State">What that says.</param>
public sealed record RolloutCheck(
    string Operation,
    string Limit,
    double Allowed,
    double Observed,
    double Lower,
    double? Upper,
    long Decisions,
    RolloutCheckState State
)
{
    /// <summary>The check in words, as the reason of what follows from it.</summary>
    /// <returns>A text such as <c>flip rate of verify is 0.031 (at least 0.022, from 1,200); 0.02 is allowed</c>.</returns>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Limit} of {Operation} is {Observed:0.####} (at least {Lower:0.####}, from {Decisions:N0}); {Allowed:0.####} is allowed"
        );
}
