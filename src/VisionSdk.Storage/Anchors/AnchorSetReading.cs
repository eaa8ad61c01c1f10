namespace VisionSdk.Storage;

/// <summary>Turns rows back into anchor sets, and trusts them only when their anchors have the digest that was stored.</summary>
internal static class AnchorSetReading
{
    /// <exception cref="StoreException">The anchors have another digest (<see cref="StoreFailure.Tampered"/>).</exception>
    public static StoredAnchorSet Of(AnchorSetRow row)
    {
        var set = new AnchorSet
        {
            Name = row.Name,
            Version = row.Number,
            Size = new ImageSize(row.ImageWidth, row.ImageHeight),
            Anchors =
            [
                .. row
                    .Anchors.OrderBy(static anchor => anchor.Ordinal)
                    .Select(static anchor => new Anchor(anchor.Width, anchor.Height)),
            ],
            MeanIoU = row.MeanIoU,
            BestPossibleRecall = row.BestPossibleRecall,
            RecallThreshold = row.RecallThreshold,
            Source = row.Source,
        };
        return set.Digest == row.Digest
            ? new StoredAnchorSet(set, row.Boxes, row.CreatedAt)
            : throw new StoreException(
                StoreFailure.Tampered,
                $"Anchor set '{row.Name}' version {row.Number} has anchors of digest {set.Digest}; it was stored with {row.Digest}. It was changed outside VisionSdk; restore it from a backup, or store the anchors as a new version."
            );
    }
}
