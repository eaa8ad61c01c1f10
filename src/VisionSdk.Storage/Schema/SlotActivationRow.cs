namespace VisionSdk.Storage;

/// <summary>An event: from then on this version played the role. Rows are only ever added; the database refuses anything else.</summary>
internal sealed class SlotActivationRow
{
    public long Id { get; set; }

    public required string Slot { get; set; }

    public int ModelVersionId { get; set; }

    public SlotActivationKind Kind { get; set; }

    public DateTimeOffset ActivatedAt { get; set; }

    public required string Actor { get; set; }

    public string? Reason { get; set; }
}
