namespace VisionSdk.Storage;

/// <summary>What a calibration must be like to be stored.</summary>
internal static class CalibrationRules
{
    public static void Validate(CalibrationRequest request)
    {
        var calibration = request.Calibration;
        Require.Text(request.Actor, StoreTables.NameLength, nameof(request));
        Require.Text(calibration.DataSet, StoreTables.NameLength, nameof(request));
        Check(!calibration.Thresholds.IsDefaultOrEmpty, "has no threshold");
        Check(calibration.GenuinePairs >= 0, $"has {calibration.GenuinePairs} pairs of one identity");
        Check(
            calibration.Probability is null == calibration.Reliability is null,
            "has a probability without its reliability, or the other way round"
        );
        DecisionThreshold? previous = null;
        foreach (var threshold in calibration.Thresholds)
        {
            Check(calibration, threshold, previous);
            previous = threshold;
        }

        if (calibration.Space != ManifestSpaces.Of(request.Model))
        {
            throw new EmbeddingSpaceMismatchException(
                $"The calibration was measured in space {calibration.Space}; embeddings of model '{request.Model.Id}' {request.Model.Version} are of space {ManifestSpaces.Of(request.Model)}. Calibrate with embeddings of this model.",
                calibration.Space,
                ManifestSpaces.Of(request.Model)
            );
        }
    }

    private static void Check(SpaceCalibration calibration, DecisionThreshold threshold, DecisionThreshold? previous)
    {
        var rate = threshold.FalseMatchRate;
        Check(rate is > 0 and < 1, $"has a false-match rate of {rate}, not in (0, 1)");
        Check(
            previous is null || (rate > previous.FalseMatchRate && threshold.Distance >= previous.Distance),
            $"is not in rising order at a false-match rate of {rate}"
        );
        Check(threshold.Distance >= 0 && double.IsFinite(threshold.Distance), $"has the distance {threshold.Distance}");
        Check(
            threshold.Comparisons == calibration.ImpostorPairs && threshold.DataSet == calibration.DataSet,
            $"has a threshold of other data at a false-match rate of {rate}"
        );
        Check(
            threshold.FalseMatches >= 0 && threshold.FalseMatches <= threshold.Comparisons,
            $"has {threshold.FalseMatches} false matches of {threshold.Comparisons} comparisons"
        );
        Check(
            threshold.LowerBound >= 0 && threshold.LowerBound <= threshold.UpperBound && threshold.UpperBound <= 1,
            $"has the bounds [{threshold.LowerBound}, {threshold.UpperBound}]"
        );
        Check(threshold.TrueAcceptRate is null or (>= 0 and <= 1), $"accepts a share of {threshold.TrueAcceptRate}");
    }

    private static void Check(bool isFulfilled, string problem)
    {
        if (!isFulfilled)
        {
            throw new ArgumentException($"The calibration {problem}.");
        }
    }
}
