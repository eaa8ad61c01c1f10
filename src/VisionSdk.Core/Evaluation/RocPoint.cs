namespace VisionSdk;

/// <summary>The error rates of a comparison at one threshold.</summary>
/// <param name="Threshold">A pair whose distance is at or below it is called a match.</param>
/// <param name="FalseMatchRate">Share of pairs of different identities that match, in [0, 1].</param>
/// <param name="FalseNonMatchRate">Share of pairs of one identity that do not match, in [0, 1].</param>
public readonly record struct RocPoint(double Threshold, double FalseMatchRate, double FalseNonMatchRate)
{
    /// <summary>Share of pairs of one identity that match, in [0, 1]: 1 − <see cref="FalseNonMatchRate"/>.</summary>
    public double TrueAcceptRate => 1 - FalseNonMatchRate;
}
