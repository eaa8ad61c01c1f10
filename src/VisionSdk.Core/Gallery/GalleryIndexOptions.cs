namespace VisionSdk;

/// <summary>How a <see cref="GalleryIndex"/> keeps its rows.</summary>
public sealed record GalleryIndexOptions
{
    /// <summary>Whether 8-bit copies are kept for <see cref="GalleryPrecision.Quantized"/>.</summary>
    /// <value>Default: <see langword="true"/>, which costs a quarter more memory.</value>
    public bool IsQuantized { get; init; } = true;

    /// <summary>How many threads one search uses at most.</summary>
    /// <value>1 upwards; default 1. Small galleries are scanned by one thread whatever it says.</value>
    /// <remarks>With as many callers as cores, 1 serves most searches per second.</remarks>
    public int MaxParallelism { get; init; } = 1;

    /// <summary>Largest number of rows that lie in one piece of memory.</summary>
    /// <value>A multiple of 64 in [64, 65,536]; default 65,536.</value>
    /// <remarks>Growing and compacting copy at most one such piece.</remarks>
    public int SegmentRows { get; init; } = 65_536;
}
