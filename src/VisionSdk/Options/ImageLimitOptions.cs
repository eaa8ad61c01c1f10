using System.ComponentModel.DataAnnotations;

namespace VisionSdk;

/// <summary>What a picture may cost before it is decoded; the configurable form of <see cref="ImageLimits"/>.</summary>
public sealed class ImageLimitOptions
{
    /// <summary>Largest encoded size.</summary>
    /// <value>Bytes, in [1, 2147483591]; default 67108864.</value>
    [Range(1L, 2_147_483_591L)]
    public long MaxBytes { get; set; } = ImageLimits.Default.MaxBytes;

    /// <summary>Largest number of pixels of the full picture.</summary>
    /// <value>Pixels, in [1, 10000000000]; default 100000000.</value>
    [Range(1L, 10_000_000_000L)]
    public long MaxPixels { get; set; } = ImageLimits.Default.MaxPixels;

    /// <summary>Longest side of the full picture.</summary>
    /// <value>Pixels, in [1, 1000000]; default 30000.</value>
    [Range(1, 1_000_000)]
    public int MaxSide { get; set; } = ImageLimits.Default.MaxSide;

    /// <summary>Whether a picture that ends early is used as far as it goes.</summary>
    /// <value>Default false: a truncated picture is an <see cref="ImageDecodeException"/>.</value>
    public bool AllowTruncated { get; set; } = ImageLimits.Default.AllowTruncated;

    internal ImageLimits ToLimits() =>
        new()
        {
            MaxBytes = MaxBytes,
            MaxPixels = MaxPixels,
            MaxSide = MaxSide,
            AllowTruncated = AllowTruncated,
        };
}
