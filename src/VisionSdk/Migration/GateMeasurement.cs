using System.Globalization;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Judges the new space against the old one on the same pairs.</summary>
internal static class GateMeasurement
{
    /// <summary>Compares the true-accept rates at one false-match rate.</summary>
    public static MigrationGateRate Compare(PairDistances pairs, double rate, double margin, double confidence)
    {
        if (pairs.Genuine.Count == 0 || pairs.Impostors.Count == 0)
        {
            var none = new MigrationGateSide(
                Threshold: 0,
                Accepted: 0,
                TrueAcceptRate: 0,
                LowerBound: 0,
                UpperBound: 1
            );
            return new MigrationGateRate(
                rate,
                none,
                none,
                Lost: 0,
                Gained: 0,
                DifferenceBound: -1,
                MigrationGate.NotEnoughData,
                $"There are {pairs.Genuine.Count} pairs of one identity and {pairs.Impostors.Count} of two; both are needed."
            );
        }

        var old = Side(pairs, static pair => pair.Old, rate, confidence);
        var @new = Side(pairs, static pair => pair.New, rate, confidence);
        var lost = pairs.Genuine.Count(pair => pair.Old <= old.Threshold && !(pair.New <= @new.Threshold));
        var gained = pairs.Genuine.Count(pair => !(pair.Old <= old.Threshold) && pair.New <= @new.Threshold);
        var bound = Bound(lost, gained, pairs.Genuine.Count, confidence);
        var (verdict, explanation) = Judge(pairs, rate, margin, confidence, bound);
        return new MigrationGateRate(rate, old, @new, lost, gained, bound, verdict, explanation);
    }

    /// <summary>The verdict over all rates.</summary>
    public static MigrationGate Verdict(IEnumerable<MigrationGateRate> rates)
    {
        var verdicts = rates.Select(static rate => rate.Verdict).ToHashSet();
        return verdicts.Contains(MigrationGate.Failed) ? MigrationGate.Failed
            : verdicts.SetEquals([MigrationGate.Passed]) ? MigrationGate.Passed
            : MigrationGate.NotEnoughData;
    }

    private static (MigrationGate Verdict, string Explanation) Judge(
        PairDistances pairs,
        double rate,
        double margin,
        double confidence,
        double bound
    )
    {
        var needed = ThresholdCalibration.RequiredComparisons(rate);
        if (pairs.Impostors.Count < needed)
        {
            return (
                MigrationGate.NotEnoughData,
                Text(
                    $"A false-match rate of {rate} needs {needed} pairs of different identities; there are {pairs.Impostors.Count}."
                )
            );
        }

        if (bound >= -margin)
        {
            return (
                MigrationGate.Passed,
                Text(
                    $"At worst the true-accept rate changes by {bound:+0.0000;-0.0000}; a loss of {margin} is allowed."
                )
            );
        }

        return Bound(lost: 0, gained: 0, pairs.Genuine.Count, confidence) < -margin
            ? (
                MigrationGate.NotEnoughData,
                Text(
                    $"With {pairs.Genuine.Count} pairs of one identity not even a perfect result could show that no more than {margin} is lost."
                )
            )
            : (
                MigrationGate.Failed,
                Text($"The true-accept rate may change by {bound:+0.0000;-0.0000}, and a loss of {margin} is allowed.")
            );
    }

    private static MigrationGateSide Side(
        PairDistances pairs,
        Func<(float Old, float New), float> of,
        double rate,
        double confidence
    )
    {
        var genuine = pairs.Genuine.Select(of).ToArray();
        var curve = RocCurve.FromDistances(genuine, pairs.Impostors.Select(of).ToArray());
        var threshold = curve.AtFalseMatchRate(rate).Threshold;
        var accepted = genuine.Count(distance => distance <= threshold);
        var interval = ClopperPearson.Interval(accepted, genuine.Length, confidence);
        return new MigrationGateSide(
            threshold,
            accepted,
            accepted / (double)genuine.Length,
            interval.Lower,
            interval.Upper
        );
    }

    /// <summary>The lower end of new minus old: the fewest gains and the most losses that the confidence allows, half of the error to each.</summary>
    private static double Bound(int lost, int gained, int pairs, double confidence)
    {
        // A two-sided interval at 1 − e leaves out e/2 at each end; each end here may err by half of what the whole may.
        var each = confidence;
        return ClopperPearson.Interval(gained, pairs, each).Lower - ClopperPearson.Interval(lost, pairs, each).Upper;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
