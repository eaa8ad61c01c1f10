namespace VisionSdk;

/// <summary>Assigns detections of one class in one picture to its objects, as the COCO evaluation does.</summary>
internal static class DetectionMatcher
{
    /// <summary>Matches at every threshold.</summary>
    /// <param name="truth">The objects of the class.</param>
    /// <param name="detections">The detections of the class, by descending confidence.</param>
    /// <param name="thresholds">IoU thresholds, at most 16.</param>
    /// <param name="outcomes">Where to add one outcome per detection.</param>
    public static void Match(
        GroundTruthBox[] truth,
        Detection[] detections,
        ReadOnlySpan<double> thresholds,
        List<DetectionOutcome> outcomes
    )
    {
        var taken = new ushort[truth.Length];
        foreach (var detection in detections)
        {
            ushort matched = 0;
            ushort ignored = 0;
            for (var i = 0; i < thresholds.Length; i++)
            {
                var bit = (ushort)(1 << i);
                var (best, onIgnored) = FindBest(truth, taken, bit, detection.Box, thresholds[i]);
                if (best >= 0)
                {
                    taken[best] |= bit;
                    matched |= bit;
                }
                else if (onIgnored)
                {
                    ignored |= bit;
                }
            }

            outcomes.Add(new DetectionOutcome(detection.Confidence, matched, ignored));
        }
    }

    /// <summary>The free object that overlaps most; only where there is none does an ignored one absorb the detection.</summary>
    private static (int Best, bool OnIgnored) FindBest(
        GroundTruthBox[] truth,
        ushort[] taken,
        ushort bit,
        BoundingBox box,
        double threshold
    )
    {
        var best = -1;
        var bestOverlap = threshold;
        var onIgnored = false;
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i].Ignore)
            {
                onIgnored |= Overlap(box, truth[i]) >= threshold;
            }
            else if ((taken[i] & bit) == 0 && Overlap(box, truth[i]) is var overlap && overlap >= bestOverlap)
            {
                // Not above but at: of two equal overlaps the later object wins, as in the reference implementation.
                best = i;
                bestOverlap = overlap;
            }
        }

        return (best, onIgnored);
    }

    /// <summary>
    /// IoU; for an ignored region the share of the detection that lies on it, since one box of a crowd cannot cover the crowd. In double
    /// precision: an overlap of exactly a half must not fail a threshold of a half.
    /// </summary>
    private static double Overlap(BoundingBox box, GroundTruthBox truth)
    {
        var other = truth.Box;
        var width = Math.Min(Right(box), Right(other)) - Math.Max(box.X, other.X);
        var height = Math.Min(Bottom(box), Bottom(other)) - Math.Max((double)box.Y, other.Y);
        if (!(width > 0 && height > 0))
        {
            return 0;
        }

        var intersection = width * height;
        var union = truth.Ignore ? Area(box) : Area(box) + Area(other) - intersection;
        return intersection / union;
    }

    private static double Right(BoundingBox box) => (double)box.X + box.Width;

    private static double Bottom(BoundingBox box) => (double)box.Y + box.Height;

    private static double Area(BoundingBox box) => (double)box.Width * box.Height;
}
