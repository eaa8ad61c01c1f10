namespace VisionSdk;

/// <summary>The checks that hard and soft suppression share.</summary>
internal static class SuppressionArguments
{
    public static void Validate(
        ReadOnlySpan<BoundingBox> boxes,
        ReadOnlySpan<float> confidences,
        ReadOnlySpan<int> classIds,
        float iouThreshold,
        int maxCandidates
    )
    {
        if (confidences.Length != boxes.Length)
        {
            throw new ArgumentException(
                $"There are {boxes.Length} boxes but {confidences.Length} confidences.",
                nameof(confidences)
            );
        }

        if (!classIds.IsEmpty && classIds.Length != boxes.Length)
        {
            throw new ArgumentException(
                $"There are {boxes.Length} boxes but {classIds.Length} class ids.",
                nameof(classIds)
            );
        }

        if (!(iouThreshold is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(iouThreshold), iouThreshold, "An IoU threshold is in [0, 1].");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(maxCandidates);
    }
}
