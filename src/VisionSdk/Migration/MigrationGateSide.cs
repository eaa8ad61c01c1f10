namespace VisionSdk;

/// <summary>How one of the two spaces recognises at a false-match rate.</summary>
/// <param name="Threshold">The largest distance at which the rate is not exceeded on the impostor pairs.</param>
/// <param name="Accepted">Genuine pairs at or below it.</param>
/// <param name="TrueAcceptRate">The share of them.</param>
/// <param name="LowerBound">Lower end of its confidence interval (Clopper-Pearson).</param>
/// <param name="UpperBound">Upper end of its confidence interval.</param>
public sealed record MigrationGateSide(
    double Threshold,
    int Accepted,
    double TrueAcceptRate,
    double LowerBound,
    double UpperBound
);
