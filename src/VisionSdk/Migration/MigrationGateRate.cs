using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>The comparison at one false-match rate.</summary>
/// <param name="FalseMatchRate">The rate.</param>
/// <param name="Old">The old space.</param>
/// <param name="New">The new space, on the same pairs.</param>
/// <param name="Lost">Genuine pairs that only the old space accepts.</param>
/// <param name="Gained">Genuine pairs that only the new space accepts.</param>
/// <param name="DifferenceBound">The pessimistic end of the confidence interval of new minus old true-accept rate.</param>
/// <param name="Verdict">What that says.</param>
/// <param name="Explanation">The same for people.</param>
public sealed record MigrationGateRate(
    double FalseMatchRate,
    MigrationGateSide Old,
    MigrationGateSide New,
    int Lost,
    int Gained,
    double DifferenceBound,
    MigrationGate Verdict,
    string Explanation
);
