using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VisionSdk.ML;

/// <summary>Averages square blocks of pixels: what must happen before a picture is sampled at a coarser grid than its own.</summary>
internal static class BoxReduction
{
    public static ImageSize ReducedSize(ImageSize size, int factor) =>
        new((size.Width + factor - 1) / factor, (size.Height + factor - 1) / factor);

    /// <summary>Reduces part of a picture; blocks at its right and bottom edge average the pixels that are there.</summary>
    /// <param name="grid">The picture.</param>
    /// <param name="left">First column.</param>
    /// <param name="top">First row.</param>
    /// <param name="part">Size of the part.</param>
    /// <param name="factor">Side of a block.</param>
    /// <param name="row">Four floats per column of the part.</param>
    /// <param name="reduced">Four bytes per block.</param>
    public static void Reduce(
        PixelGrid grid,
        int left,
        int top,
        ImageSize part,
        int factor,
        Span<float> row,
        Span<byte> reduced
    )
    {
        Span<float> weights = stackalloc float[MaxFactor];
        var stride = grid.Size.Width * DecodedImage.BytesPerPixel;
        var pixels = MemoryMarshal.Cast<float, Vector128<float>>(row);
        var target = MemoryMarshal.Cast<byte, uint>(reduced);
        var size = ReducedSize(part, factor);
        for (var y = 0; y < size.Height; y++)
        {
            var rows = weights[..Math.Min(factor, part.Height - (y * factor))];
            rows.Fill(1f / rows.Length);
            var start = ((top + (y * factor)) * stride) + (left * DecodedImage.BytesPerPixel);
            WeightedRows.SumColumns(grid.Pixels[start..], stride, rows, row);
            for (var x = 0; x < size.Width; x++)
            {
                var block = pixels[(x * factor)..Math.Min((x + 1) * factor, part.Width)];
                var sum = Vector128<float>.Zero;
                foreach (var pixel in block)
                {
                    sum += pixel;
                }

                target[(y * size.Width) + x] = Pack(sum / block.Length);
            }
        }
    }

    /// <summary>Largest block side; beyond it a chip takes its pixels from blocks with gaps between them, which only a caller that decodes far too large can see.</summary>
    public const int MaxFactor = 256;

    private static uint Pack(Vector128<float> pixel)
    {
        var rounded = Vector128.ConvertToInt32(pixel + Vector128.Create(0.5f));
        return (uint)(rounded[0] | (rounded[1] << 8) | (rounded[2] << 16) | (rounded[3] << 24));
    }
}
