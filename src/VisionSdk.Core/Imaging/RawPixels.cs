namespace VisionSdk;

/// <summary>Decoded, upright pixels in memory.</summary>
public readonly struct RawPixels : IEquatable<RawPixels>
{
    private RawPixels(ReadOnlyMemory<byte> memory, int width, int height, PixelFormat format, int stride)
    {
        Memory = memory;
        Width = width;
        Height = height;
        Format = format;
        Stride = stride;
    }

    /// <summary>Rows from top to bottom.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>Width, in pixels.</summary>
    public int Width { get; }

    /// <summary>Height, in pixels.</summary>
    public int Height { get; }

    /// <summary>Layout of a pixel.</summary>
    public PixelFormat Format { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Whether two values describe the same memory in the same way.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(RawPixels left, RawPixels right) => left.Equals(right);

    /// <summary>Whether two values differ in memory or description.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(RawPixels left, RawPixels right) => !left.Equals(right);

    /// <summary>Bytes that one pixel takes.</summary>
    /// <param name="format">Layout of a pixel.</param>
    /// <returns>1, 3 or 4.</returns>
    public static int BytesPerPixel(PixelFormat format) =>
        format switch
        {
            PixelFormat.Gray8 => 1,
            PixelFormat.Rgb24 or PixelFormat.Bgr24 => 3,
            PixelFormat.Rgba32 or PixelFormat.Bgra32 => 4,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown pixel format."),
        };

    /// <inheritdoc/>
    public bool Equals(RawPixels other) =>
        Memory.Equals(other.Memory)
        && Width == other.Width
        && Height == other.Height
        && Format == other.Format
        && Stride == other.Stride;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawPixels other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Memory, Width, Height, Format, Stride);

    internal static RawPixels Create(ReadOnlyMemory<byte> pixels, int width, int height, PixelFormat format, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        var row = (long)width * BytesPerPixel(format);
        var step = stride == 0 ? row : stride;
        ArgumentOutOfRangeException.ThrowIfLessThan(step, row, nameof(stride));
        var needed = (step * (height - 1)) + row;
        if (pixels.Length < needed)
        {
            throw new ArgumentException(
                $"{width}x{height} {format} pixels with a stride of {step} need {needed} bytes; got {pixels.Length}.",
                nameof(pixels)
            );
        }

        return new RawPixels(pixels, width, height, format, (int)step);
    }
}
