namespace VisionSdk;

/// <summary>What an image may cost before it is decoded. Images come from strangers: every limit is checked on the header.</summary>
public sealed record ImageLimits
{
    /// <summary>The limits that are used when none are given.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>Largest encoded size.</summary>
    /// <value>Bytes, at least 1; default 67,108,864 (64 MiB).</value>
    public long MaxBytes { get; init; } = 64L << 20;

    /// <summary>Largest number of pixels of the full picture, before any scaled decoding.</summary>
    /// <value>Pixels, at least 1; default 100,000,000.</value>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>Longest side of the full picture.</summary>
    /// <value>Pixels, at least 1; default 30,000.</value>
    public int MaxSide { get; init; } = 30_000;

    /// <summary>Whether an image that ends early is used as far as it goes.</summary>
    /// <value>Default <see langword="false"/>: a truncated image is an <see cref="ImageDecodeException"/>.</value>
    public bool AllowTruncated { get; init; }
}
