namespace VisionSdk.Storage;

/// <summary>A fitted set of anchors; immutable, a new fit is a new number.</summary>
internal sealed class AnchorSetRow
{
    public int Id { get; set; }

    public int TenantId { get; set; }

    public required string Name { get; set; }

    public int Number { get; set; }

    public int ImageWidth { get; set; }

    public int ImageHeight { get; set; }

    public double MeanIoU { get; set; }

    public double BestPossibleRecall { get; set; }

    /// <summary>The shape IoU that the recall was counted at.</summary>
    public float RecallThreshold { get; set; }

    /// <summary>How many boxes it was fitted to.</summary>
    public int Boxes { get; set; }

    public required string Source { get; set; }

    public required string Digest { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public ICollection<AnchorRow> Anchors { get; } = [];
}
