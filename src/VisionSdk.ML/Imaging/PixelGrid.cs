using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VisionSdk.ML;

/// <summary>Opaque RGBA pixels without row padding, sampled between their centres.</summary>
internal readonly ref struct PixelGrid(ReadOnlySpan<byte> pixels, ImageSize size)
{
    public ReadOnlySpan<byte> Pixels { get; } = pixels;

    public ImageSize Size { get; } = size;

    /// <summary>Bilinear interpolation at a continuous position: pixel (0, 0) has its centre at (0.5, 0.5).</summary>
    /// <param name="x">Horizontal position.</param>
    /// <param name="y">Vertical position.</param>
    /// <param name="outside">What lies beyond the edges.</param>
    /// <returns>Red, green, blue, alpha in [0, 255].</returns>
    public Vector128<float> Sample(double x, double y, Vector128<float> outside)
    {
        // Half a pixel beyond the edge nothing of the picture is left; NaN fails the comparison too.
        if (!(x > -0.5 && y > -0.5 && x < Size.Width + 0.5 && y < Size.Height + 0.5))
        {
            return outside;
        }

        var (left, top) = (Math.Floor(x - 0.5), Math.Floor(y - 0.5));
        var (column, row) = ((int)left, (int)top);
        var right = Vector128.Create((float)(x - 0.5 - left));
        var below = Vector128.Create((float)(y - 0.5 - top));
        Vector128<float> topLeft,
            topRight,
            bottomLeft,
            bottomRight;
        if (column >= 0 && row >= 0 && column + 1 < Size.Width && row + 1 < Size.Height)
        {
            var stride = Size.Width * DecodedImage.BytesPerPixel;
            var block = Pixels[((row * stride) + (column * DecodedImage.BytesPerPixel))..];
            ref var first = ref MemoryMarshal.GetReference(block);
            ref var second = ref MemoryMarshal.GetReference(block.Slice(stride, 2 * DecodedImage.BytesPerPixel));
            topLeft = WeightedRows.LoadPixel(in first);
            topRight = WeightedRows.LoadPixel(
                in System.Runtime.CompilerServices.Unsafe.Add(ref first, DecodedImage.BytesPerPixel)
            );
            bottomLeft = WeightedRows.LoadPixel(in second);
            bottomRight = WeightedRows.LoadPixel(
                in System.Runtime.CompilerServices.Unsafe.Add(ref second, DecodedImage.BytesPerPixel)
            );
        }
        else
        {
            topLeft = PixelOr(column, row, outside);
            topRight = PixelOr(column + 1, row, outside);
            bottomLeft = PixelOr(column, row + 1, outside);
            bottomRight = PixelOr(column + 1, row + 1, outside);
        }

        var above = topLeft + (right * (topRight - topLeft));
        var under = bottomLeft + (right * (bottomRight - bottomLeft));
        return above + (below * (under - above));
    }

    private Vector128<float> PixelOr(int column, int row, Vector128<float> outside) =>
        (uint)column < (uint)Size.Width && (uint)row < (uint)Size.Height
            ? WeightedRows.LoadPixel(in Pixels[((row * Size.Width) + column) * DecodedImage.BytesPerPixel])
            : outside;
}
