namespace VisionSdk;

/// <summary>Memory that a change has taken out of sight and that is cleared once no search can see it.</summary>
internal sealed class GalleryErasure
{
    private readonly List<(GallerySegment Segment, int Row)> _rows = [];
    private readonly List<GallerySegment> _segments = [];

    public void Add(GallerySegment segment, int row) => _rows.Add((segment, row));

    public void Add(GallerySegment segment) => _segments.Add(segment);

    public void Run()
    {
        foreach (var (segment, row) in _rows)
        {
            segment.Erase(row);
        }

        foreach (var segment in _segments)
        {
            segment.Dispose();
        }
    }
}
