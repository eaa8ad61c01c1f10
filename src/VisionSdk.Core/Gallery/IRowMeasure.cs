namespace VisionSdk;

/// <summary>Measures how far the rows of a segment are from a probe. A struct, so that each scan is compiled for its own.</summary>
/// <typeparam name="TSelf">The measure.</typeparam>
internal interface IRowMeasure<TSelf>
    where TSelf : struct, IRowMeasure<TSelf>
{
    /// <summary>The measure for a segment and a probe, which must outlive it.</summary>
    static abstract TSelf Create(GallerySegment segment, GalleryProbe probe);

    /// <summary>Distance of a row; lower is nearer.</summary>
    float Distance(int row);
}
