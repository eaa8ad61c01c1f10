namespace VisionSdk;

/// <summary>Memory layout of raw pixels, 8 bits per channel, interleaved.</summary>
public enum PixelFormat
{
    /// <summary>Three bytes: red, green, blue.</summary>
    Rgb24,

    /// <summary>Three bytes: blue, green, red.</summary>
    Bgr24,

    /// <summary>Four bytes: red, green, blue, alpha (straight).</summary>
    Rgba32,

    /// <summary>Four bytes: blue, green, red, alpha (straight).</summary>
    Bgra32,

    /// <summary>One byte of luminance.</summary>
    Gray8,
}
