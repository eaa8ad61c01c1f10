namespace VisionSdk;

/// <summary>Suppresses overlapping boxes, keeping the most confident one of each cluster.</summary>
/// <remarks>
/// Greedy: boxes are taken by falling confidence, and each drops every later one whose IoU with it is above the threshold.
/// Deterministic: equal confidences keep input order. Allocation-free: working memory comes from the shared pool.
/// Neubeck and Van Gool, "Efficient Non-Maximum Suppression", ICPR 2006.
/// </remarks>
public static class NonMaxSuppression
{
    /// <summary>Suppresses overlapping boxes, each class on its own or all classes together.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="confidences">Confidence of each box; a box whose confidence is NaN is never kept.</param>
    /// <param name="classIds">Class of each box: boxes of different classes do not suppress each other. Empty: all boxes suppress each other.</param>
    /// <param name="iouThreshold">IoU above which the less confident of two boxes is dropped, in [0, 1]; 1 drops none.</param>
    /// <param name="kept">Receives the indices of the kept boxes by falling confidence; its length caps how many are kept.</param>
    /// <param name="maxCandidates">How many of the most confident boxes take part, the others being dropped at once; bounds the quadratic worst case.</param>
    /// <returns>How many indices were written.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="iouThreshold"/> is outside [0, 1] or NaN, or <paramref name="maxCandidates"/> is negative.</exception>
    public static int Suppress(
        ReadOnlySpan<BoundingBox> boxes,
        ReadOnlySpan<float> confidences,
        ReadOnlySpan<int> classIds,
        float iouThreshold,
        Span<int> kept,
        int maxCandidates = int.MaxValue
    )
    {
        SuppressionArguments.Validate(boxes, confidences, classIds, iouThreshold, maxCandidates);
        var highest = new HighestConfidences(maxCandidates);
        try
        {
            for (var i = 0; i < confidences.Length; i++)
            {
                highest.Add(confidences[i], i);
            }

            return Keep(highest.Ranked(), boxes, classIds, iouThreshold, kept);
        }
        finally
        {
            highest.Dispose();
        }
    }

    private static int Keep(
        ReadOnlySpan<ulong> ranked,
        ReadOnlySpan<BoundingBox> boxes,
        ReadOnlySpan<int> classIds,
        float iouThreshold,
        Span<int> kept
    )
    {
        var count = 0;
        foreach (var key in ranked)
        {
            if (count == kept.Length)
            {
                break;
            }

            var index = RankKey.Index(key);
            if (!IsSuppressed(index, kept[..count], boxes, classIds, iouThreshold))
            {
                kept[count++] = index;
            }
        }

        return count;
    }

    private static bool IsSuppressed(
        int index,
        ReadOnlySpan<int> kept,
        ReadOnlySpan<BoundingBox> boxes,
        ReadOnlySpan<int> classIds,
        float iouThreshold
    )
    {
        var box = boxes[index];
        foreach (var other in kept)
        {
            if (
                (classIds.IsEmpty || classIds[other] == classIds[index])
                && box.IntersectionOverUnion(boxes[other]) > iouThreshold
            )
            {
                return true;
            }
        }

        return false;
    }
}
