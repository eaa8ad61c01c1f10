namespace VisionSdk;

/// <summary>The bridge's error at the threshold that real vectors of the new space need for a false-match rate.</summary>
/// <param name="FalseMatchRate">The rate of real vectors.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="GenuinePairs">How many pairs of one identity were compared.</param>
/// <param name="RealTrueAcceptRate">The share of them that real vectors accept.</param>
/// <param name="BridgedTrueAcceptRate">The share that mapped references against real probes accept.</param>
/// <param name="BridgedLowerBound">Lower end of its 95 % confidence interval.</param>
/// <param name="BridgedUpperBound">Upper end of its 95 % confidence interval.</param>
/// <param name="ImpostorPairs">How many pairs of different identities were compared.</param>
/// <param name="BridgedFalseMatchRate">The share of them that mapped references against real probes accept.</param>
public sealed record MigrationBridgeRate(
    double FalseMatchRate,
    double Threshold,
    int GenuinePairs,
    double RealTrueAcceptRate,
    double BridgedTrueAcceptRate,
    double BridgedLowerBound,
    double BridgedUpperBound,
    int ImpostorPairs,
    double BridgedFalseMatchRate
);
