using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>An anchor set, for programs.</summary>
internal sealed record AnchorSetReport(
    string Name,
    int Version,
    int Width,
    int Height,
    IReadOnlyList<AnchorReport> Anchors,
    double MeanIoU,
    double BestPossibleRecall,
    float RecallThreshold,
    string Digest,
    string Source,
    int? EmptyBoxes,
    DateTimeOffset? StoredAt
)
{
    public static AnchorSetReport From(AnchorSet set, AnchorFit fit, LabelSet labels) =>
        new(
            set.Name,
            set.Version,
            set.Size.Width,
            set.Size.Height,
            [
                .. set.Anchors.Zip(
                    fit.Shares,
                    static (anchor, share) => new AnchorReport(anchor.Width, anchor.Height, share)
                ),
            ],
            set.MeanIoU,
            set.BestPossibleRecall,
            set.RecallThreshold,
            set.Digest,
            set.Source,
            labels.EmptyBoxes,
            StoredAt: null
        );

    public static AnchorSetReport From(StoredAnchorSet stored) =>
        new(
            stored.Set.Name,
            stored.Set.Version,
            stored.Set.Size.Width,
            stored.Set.Size.Height,
            [.. stored.Set.Anchors.Select(static anchor => new AnchorReport(anchor.Width, anchor.Height, Share: null))],
            stored.Set.MeanIoU,
            stored.Set.BestPossibleRecall,
            stored.Set.RecallThreshold,
            stored.Set.Digest,
            stored.Set.Source,
            EmptyBoxes: null,
            stored.CreatedAt
        );
}
