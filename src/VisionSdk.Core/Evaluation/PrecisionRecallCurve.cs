using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Precision and recall of one class at one IoU threshold, for every confidence.</summary>
/// <remarks>
/// There is one point per distinct confidence: a detector cannot be cut between detections that are equally confident, so their order
/// has no influence on any figure.
/// </remarks>
public sealed class PrecisionRecallCurve
{
    private const int RecallLevels = 101;

    internal PrecisionRecallCurve(ImmutableArray<PrecisionRecallPoint> points, int groundTruthCount)
    {
        Points = points;
        GroundTruthCount = groundTruthCount;
        AveragePrecision = groundTruthCount > 0 ? Interpolate() : double.NaN;
    }

    /// <summary>The points, by descending confidence; recall rises.</summary>
    public ImmutableArray<PrecisionRecallPoint> Points { get; }

    /// <summary>Number of objects, ignored ones not counted.</summary>
    public int GroundTruthCount { get; }

    /// <summary>
    /// Average precision, in [0, 1]: the mean over the recall levels 0.00, 0.01, … 1.00 of the best precision at that recall or above.
    /// NaN when there are no objects.
    /// </summary>
    /// <remarks>Lin et al., "Microsoft COCO: Common Objects in Context", ECCV 2014, as its evaluation code interpolates.</remarks>
    public double AveragePrecision { get; }

    /// <summary>What is found, invented and missed when detections below a confidence are dropped.</summary>
    /// <param name="confidence">Lowest confidence that is kept.</param>
    /// <returns>The counts.</returns>
    public DetectionCounts At(float confidence)
    {
        var low = 0;
        var high = Points.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Points[middle].Confidence >= confidence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 ? Points[low - 1].Counts : new DetectionCounts(0, 0, GroundTruthCount);
    }

    private double Interpolate()
    {
        // From the right: the best precision at this recall or above is a running maximum.
        double sum = 0;
        double best = 0;
        var index = Points.Length - 1;
        for (var level = RecallLevels - 1; level >= 0; level--)
        {
            // Integers decide whether a recall reaches a level, so that 0.29 is not missed by a rounding.
            while (
                index >= 0
                && (long)Points[index].Counts.TruePositives * (RecallLevels - 1) >= (long)level * GroundTruthCount
            )
            {
                best = Math.Max(best, Points[index].Counts.Precision);
                index--;
            }

            sum += best;
        }

        return sum / RecallLevels;
    }
}
