using System.Globalization;

namespace VisionSdk;

/// <summary>Which other readings do so much better than the manifest's that it is probably wrong.</summary>
internal static class ReadingChecks
{
    // A reading of the outputs is right or wrong; one of the input costs some confidence, which shows in many objects together.
    private const double MuchBetter = 1.3;
    private const double Rivals = 0.8;
    private const double NearlyAsMuch = 0.9;
    private const double MostPhotos = 0.6;
    private const double LeastScore = 0.5;
    private const double LeastGain = 0.15;
    private const double Significant = 2.5;
    private const double MostObjects = 0.7;

    public static IEnumerable<ModelFinding> Of(IReadOnlyList<DetectorReading> readings, int photos, bool outputsOnly)
    {
        var own = readings[0];
        var best = readings.Max(static reading => reading.Total);
        foreach (
            var group in readings
                .Skip(1)
                .Where(reading => !outputsOnly || !IsInput(reading.Id))
                .GroupBy(static reading => reading.Id)
        )
        {
            var rival = RivalOf(group, own);
            if (
                rival.Total >= LeastScore
                && rival.Total >= Rivals * best
                && rival.Total >= MuchBetter * own.Total
                && rival.WinsOver(own) >= MostPhotos * photos
            )
            {
                yield return Better(rival, own, photos);
            }
            else if (IsInput(group.Key) && Surer(group, own) is { } finding)
            {
                yield return finding;
            }
        }
    }

    public static ModelTrial Compare(DetectorReading own, DetectorReading other)
    {
        var gain = ConfidenceGain.Of(own, other);
        return new ModelTrial(other.Change, other.Total, other.WinsOver(own))
        {
            Gain = gain.Mean,
            GainError = gain.Error,
            Objects = gain.Objects,
        };
    }

    // Of readings that find nearly as much, the one that is surest.
    private static DetectorReading RivalOf(IEnumerable<DetectorReading> group, DetectorReading own)
    {
        var most = group.Max(static reading => reading.Total);
        return group
            .Where(reading => reading.Total >= NearlyAsMuch * most)
            .MaxBy(reading => ConfidenceGain.Of(own, reading).Mean)!;
    }

    private static ModelFinding Better(DetectorReading rival, DetectorReading own, int photos) =>
        new(
            rival.Id,
            FindingSeverity.Error,
            MessageOf(rival.Id),
            string.Create(
                CultureInfo.InvariantCulture,
                $"objects are found again in moved photos with {rival.Total:0.00} instead of {own.Total:0.00}, better in {rival.WinsOver(own)} of {photos} photo(s)"
            ),
            rival.Change
        );

    private static ModelFinding? Surer(IEnumerable<DetectorReading> group, DetectorReading own)
    {
        var (rival, gain) = group
            .Select(reading => (reading, gain: ConfidenceGain.Of(own, reading)))
            .MaxBy(static pair => pair.gain.Mean);
        return gain.Mean < LeastGain || gain.Significance < Significant || gain.Better < MostObjects * gain.Objects
            ? null
            : new ModelFinding(
                rival.Id,
                FindingSeverity.Warning,
                MessageOf(rival.Id),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{gain.Better} of {gain.Objects} objects are found more surely, by {gain.Mean:0.00} ± {gain.Error:0.00} in log-odds of the confidence"
                ),
                rival.Change
            );
    }

    private static bool IsInput(string id) => id is "color-order" or "resize" or "normalisation";

    private static string MessageOf(string id) =>
        id switch
        {
            "color-order" => "The other order of the colours does better.",
            "resize" => "Fitting photos in another way does better.",
            "normalisation" => "Another range of pixel values does better.",
            "score-scale" => "Reading the scores in another way does better.",
            "class-offset" => "Counting the classes from another column does better.",
            _ => "Reading the boxes in another way does better.",
        };
}
