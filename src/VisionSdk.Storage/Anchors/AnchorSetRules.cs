namespace VisionSdk.Storage;

/// <summary>What an anchor set must be like before it is stored.</summary>
internal static class AnchorSetRules
{
    // Far above any real description.
    private const int LongestSource = 4096;

    public static void Validate(AnchorSet set)
    {
        Require.Text(set.Name, StoreTables.NameLength, nameof(AnchorSet.Name));
        Require.Text(set.Source, LongestSource, nameof(AnchorSet.Source));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(set.Version, nameof(AnchorSet.Version));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(set.Size.Width, nameof(AnchorSet.Size));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(set.Size.Height, nameof(AnchorSet.Size));
        Share(set.MeanIoU, nameof(AnchorSet.MeanIoU));
        Share(set.BestPossibleRecall, nameof(AnchorSet.BestPossibleRecall));
        Share(set.RecallThreshold, nameof(AnchorSet.RecallThreshold));
        if (set.Anchors.IsDefaultOrEmpty)
        {
            throw new ArgumentException("An anchor set needs at least one anchor.", nameof(set));
        }

        foreach (var (width, height) in set.Anchors)
        {
            if (!(width > 0 && height > 0 && float.IsFinite(width) && float.IsFinite(height)))
            {
                throw new ArgumentException(
                    $"Anchor set '{set.Name}' has an anchor of {width} x {height} pixels; both sides must be finite and above 0.",
                    nameof(set)
                );
            }
        }
    }

    private static void Share(double value, string name)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must lie in [0, 1].");
        }
    }
}
