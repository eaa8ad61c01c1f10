namespace VisionSdk.Storage;

/// <summary>One anchor of a set.</summary>
internal sealed class AnchorRow
{
    public int AnchorSetId { get; set; }

    public int Ordinal { get; set; }

    public float Width { get; set; }

    public float Height { get; set; }
}
