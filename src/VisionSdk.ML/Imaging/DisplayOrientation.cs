using System.Runtime.InteropServices;
using SkiaSharp;

namespace VisionSdk.ML;

/// <summary>How stored pixels become the upright picture: EXIF orientation 1 to 8 as a transposition followed by two flips.</summary>
/// <remarks>EXIF 2.32 (CIPA DC-008), tag 0x0112.</remarks>
internal readonly record struct DisplayOrientation(bool Transposes, bool FlipsX, bool FlipsY)
{
    // Large enough to use whole cache lines of the column-wise side, small enough for both tiles to stay in the first-level cache.
    private const int TileSide = 32;

    public bool IsUpright => !(Transposes || FlipsX || FlipsY);

    public static DisplayOrientation From(SKEncodedOrigin origin) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => new(Transposes: false, FlipsX: true, FlipsY: false),
            SKEncodedOrigin.BottomRight => new(Transposes: false, FlipsX: true, FlipsY: true),
            SKEncodedOrigin.BottomLeft => new(Transposes: false, FlipsX: false, FlipsY: true),
            SKEncodedOrigin.LeftTop => new(Transposes: true, FlipsX: false, FlipsY: false),
            SKEncodedOrigin.RightTop => new(Transposes: true, FlipsX: true, FlipsY: false),
            SKEncodedOrigin.RightBottom => new(Transposes: true, FlipsX: true, FlipsY: true),
            SKEncodedOrigin.LeftBottom => new(Transposes: true, FlipsX: false, FlipsY: true),
            _ => default,
        };

    public ImageSize Display(ImageSize stored) => Transposes ? new ImageSize(stored.Height, stored.Width) : stored;

    /// <summary>Flips without transposing, in place.</summary>
    public void Flip(Span<byte> pixels, int width)
    {
        var all = MemoryMarshal.Cast<byte, uint>(pixels);
        if (FlipsY)
        {
            all.Reverse();
        }

        // Reversing everything has flipped both axes; a second reversal of each row leaves the vertical flip alone.
        if (FlipsX != FlipsY)
        {
            for (var start = 0; start < all.Length; start += width)
            {
                all.Slice(start, width).Reverse();
            }
        }
    }

    /// <summary>Transposes with flips into other memory, tile by tile.</summary>
    public void Transpose(ReadOnlySpan<byte> stored, Span<byte> upright, ImageSize storedSize)
    {
        var source = MemoryMarshal.Cast<byte, uint>(stored);
        var target = MemoryMarshal.Cast<byte, uint>(upright);
        var (width, height) = (storedSize.Height, storedSize.Width);
        for (var top = 0; top < height; top += TileSide)
        {
            var bottom = Math.Min(top + TileSide, height);
            for (var left = 0; left < width; left += TileSide)
            {
                var right = Math.Min(left + TileSide, width);
                for (var y = top; y < bottom; y++)
                {
                    var column = FlipsY ? height - 1 - y : y;
                    var row = target.Slice(y * width, width);
                    for (var x = left; x < right; x++)
                    {
                        row[x] = source[((FlipsX ? width - 1 - x : x) * height) + column];
                    }
                }
            }
        }
    }
}
