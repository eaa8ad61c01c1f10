using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a calibration found and what it refused.</summary>
/// <param name="Thresholds">One threshold per supported rate.</param>
/// <param name="Refused">The rates for which no threshold can be given honestly, with the reason.</param>
public sealed record CalibrationResult(
    ImmutableArray<DecisionThreshold> Thresholds,
    ImmutableArray<RefusedRate> Refused
);

/// <summary>Why a false-match rate got no threshold.</summary>
public enum CalibrationRefusal
{
    /// <summary>There are fewer comparisons of different identities than three per expected false match.</summary>
    TooFewComparisons,

    /// <summary>
    /// More pairs of different identities than the rate permits have distance 0: duplicates, wrong labels, or a model that answers the
    /// same to everything.
    /// </summary>
    IndistinguishableImpostors,
}

/// <summary>A false-match rate that the data cannot support.</summary>
/// <param name="FalseMatchRate">The rate that was asked for.</param>
/// <param name="Reason">Why it was refused, for programs.</param>
/// <param name="RequiredComparisons">How many comparisons of different identities it needs.</param>
/// <param name="Comparisons">How many there are.</param>
public readonly record struct RefusedRate(
    double FalseMatchRate,
    CalibrationRefusal Reason,
    long RequiredComparisons,
    long Comparisons
)
{
    /// <summary>Why the rate was refused and what would help, for people.</summary>
    public string Message =>
        Reason == CalibrationRefusal.TooFewComparisons
            ? $"A false-match rate of {FalseMatchRate} needs at least {RequiredComparisons} comparisons of different identities (three per expected false match); there are {Comparisons}. Add identities, or ask for a rate of {3.0 / Comparisons:G3} or more."
            : $"A false-match rate of {FalseMatchRate} cannot be met: among {Comparisons} comparisons of different identities more have distance 0 than it permits. Look for duplicates and wrong labels.";
}
