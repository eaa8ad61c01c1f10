namespace VisionSdk.Storage;

/// <summary>An embedding space.</summary>
internal sealed class EmbeddingSpaceRow
{
    public int Id { get; set; }

    public required string Digest { get; set; }

    public int Dimension { get; set; }

    public DistanceMetric Metric { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
