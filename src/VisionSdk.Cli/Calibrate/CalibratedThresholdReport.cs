namespace VisionSdk.Cli;

/// <summary>One threshold of a calibration, for programs.</summary>
/// <param name="FalseMatchRate">The rate that was asked for.</param>
/// <param name="Distance">At or below it is a match.</param>
/// <param name="Observed">The rate that was observed at it.</param>
/// <param name="FalseMatches">How many pairs of different identities matched.</param>
/// <param name="Comparisons">Of how many.</param>
/// <param name="LowerBound">Lower end of the interval of the false-match rate.</param>
/// <param name="UpperBound">Its upper end.</param>
/// <param name="TrueAcceptRate">Share of pairs of one identity that matched.</param>
/// <param name="TrueAcceptLowerBound">Lower end of its interval.</param>
/// <param name="TrueAcceptUpperBound">Its upper end.</param>
internal sealed record CalibratedThresholdReport(
    double FalseMatchRate,
    double Distance,
    double Observed,
    long FalseMatches,
    long Comparisons,
    double LowerBound,
    double UpperBound,
    double? TrueAcceptRate,
    double? TrueAcceptLowerBound,
    double? TrueAcceptUpperBound
)
{
    public static CalibratedThresholdReport From(SpaceCalibration calibration, DecisionThreshold threshold)
    {
        var accepted = calibration.TrueAcceptInterval(threshold);
        return new CalibratedThresholdReport(
            threshold.FalseMatchRate,
            threshold.Distance,
            threshold.FalseMatches / (double)threshold.Comparisons,
            threshold.FalseMatches,
            threshold.Comparisons,
            threshold.LowerBound,
            threshold.UpperBound,
            threshold.TrueAcceptRate,
            accepted?.Lower,
            accepted?.Upper
        );
    }
}
