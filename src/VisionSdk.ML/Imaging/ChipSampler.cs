using System.Runtime.Intrinsics;

namespace VisionSdk.ML;

/// <summary>Samples the rows of a rotated chip from a picture that is no finer than the chip needs.</summary>
internal readonly ref struct ChipSampler
{
    // Block averages leave a factor below 2, which two samples per direction cover.
    private const int FineSamples = 2;

    // A factor this close to 1 does not alias visibly, and rounding produces it where 1 is meant.
    private const double NoReduction = 1.001;

    private readonly PixelGrid _grid;
    private readonly double _a;
    private readonly double _b;
    private readonly double _tx;
    private readonly double _ty;
    private readonly int _samples;

    private ChipSampler(PixelGrid grid, double a, double b, double tx, double ty)
    {
        _grid = grid;
        (_a, _b, _tx, _ty) = (a, b, tx, ty);
        _samples = Math.Sqrt((a * a) + (b * b)) > NoReduction ? FineSamples : 1;
    }

    public static ChipSampler Prepare(
        DecodedImage image,
        SimilarityTransform chipToImage,
        ImageSize canvas,
        PreprocessScratch scratch
    )
    {
        // From chip to held pixels: the two axes of a scaled picture have one scale.
        var held = image.Placement;
        var a = (double)chipToImage.A * held.ScaleX;
        var b = (double)chipToImage.B * held.ScaleX;
        var tx = ((double)chipToImage.Tx * held.ScaleX) + held.OffsetX;
        var ty = ((double)chipToImage.Ty * held.ScaleY) + held.OffsetY;
        var grid = new PixelGrid(image.Pixels, image.Size);
        var factor = (int)Math.Min(Math.Sqrt((a * a) + (b * b)), BoxReduction.MaxFactor);
        if (factor < 2)
        {
            return new ChipSampler(grid, a, b, tx, ty);
        }

        // The chip's corners span (0, 0) to (width, height); one block more on each side feeds the interpolation at the rim.
        var (spanX, spanY) = ((a * canvas.Width, -b * canvas.Height), (b * canvas.Width, a * canvas.Height));
        var (left, width) = Part(tx, spanX, factor, image.Size.Width);
        var (top, height) = Part(ty, spanY, factor, image.Size.Height);
        if (width <= 0 || height <= 0)
        {
            return new ChipSampler(default, a, b, tx, ty);
        }

        var part = new ImageSize(width, height);
        var size = BoxReduction.ReducedSize(part, factor);
        var reduced = scratch.Reduced(size);
        BoxReduction.Reduce(grid, left, top, part, factor, scratch.HeldRow(width), reduced);
        return new ChipSampler(
            new PixelGrid(reduced, size),
            a / factor,
            b / factor,
            (tx - left) / factor,
            (ty - top) / factor
        );
    }

    public void SampleRow(int y, Vector128<float> outside, Span<Vector128<float>> row)
    {
        var share = Vector128.Create(1f / (_samples * _samples));
        for (var x = 0; x < row.Length; x++)
        {
            var sum = Vector128<float>.Zero;
            for (var i = 0; i < _samples * _samples; i++)
            {
                var chipX = x + (((i % _samples) + 0.5) / _samples);
                var chipY = y + (((i / _samples) + 0.5) / _samples);
                sum += _grid.Sample((_a * chipX) - (_b * chipY) + _tx, (_b * chipX) + (_a * chipY) + _ty, outside);
            }

            row[x] = sum * share;
        }
    }

    private static (int Start, int Length) Part(
        double origin,
        (double First, double Second) span,
        int factor,
        int limit
    )
    {
        var low = origin + Math.Min(span.First, 0) + Math.Min(span.Second, 0);
        var high = origin + Math.Max(span.First, 0) + Math.Max(span.Second, 0);
        var start = (int)Math.Clamp(Math.Floor(low) - (2 * factor), 0, limit);
        var end = (int)Math.Clamp(Math.Ceiling(high) + (2 * factor), 0, limit);
        return (start, end - start);
    }
}
