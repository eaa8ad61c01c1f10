namespace VisionSdk;

/// <summary>A segment that a loader has filled.</summary>
/// <param name="segment">The memory.</param>
internal sealed class LoadedSegment(GallerySegment segment)
{
    private readonly Guid[] _identityIds = new Guid[segment.Capacity];

    public GallerySegment Segment => segment;

    /// <summary>Complete rows.</summary>
    public int Rows { get; set; }

    /// <summary>Ids of the complete rows.</summary>
    public ReadOnlySpan<Guid> EmbeddingIds => segment.EmbeddingIds.AsSpan(0, Rows);

    /// <summary>Owners of the complete rows.</summary>
    public ReadOnlySpan<Guid> IdentityIds => _identityIds.AsSpan(0, Rows);

    public bool IsFull => Rows == segment.Capacity;

    /// <summary>The memory of the next row.</summary>
    public Span<float> Open(Guid embeddingId, Guid identityId)
    {
        segment.EmbeddingIds[Rows] = embeddingId;
        _identityIds[Rows] = identityId;
        return segment.Row(Rows);
    }
}
