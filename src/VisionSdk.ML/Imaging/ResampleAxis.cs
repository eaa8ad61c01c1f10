namespace VisionSdk.ML;

/// <summary>Which held pixels make up each canvas pixel along one axis, and with what weight.</summary>
/// <remarks>
/// A triangle filter about the canvas pixel's centre: half-width 1 held pixel when enlarging (bilinear interpolation), 1 canvas pixel when
/// reducing, so that nothing aliases. Centres lie at half coordinates on both sides. Taps outside the content are left out and the rest is
/// scaled up to a sum of 1. Turkowski, "Filters for Common Resampling Tasks", Graphics Gems I, 1990.
/// </remarks>
internal sealed class ResampleAxis
{
    // Below this share a tap cannot change an 8-bit level; rounding produces such weights where the exact one is 0.
    private const double NegligibleWeight = 1e-5;

    private Tap[] _taps = [];
    private float[] _weights = [];
    private int _stride;

    /// <summary>First canvas pixel whose centre lies in the content.</summary>
    public int CanvasStart { get; private set; }

    /// <summary>One past the last such canvas pixel.</summary>
    public int CanvasEnd { get; private set; }

    /// <summary>First held pixel that is needed.</summary>
    public int HeldStart { get; private set; }

    /// <summary>One past the last held pixel that is needed.</summary>
    public int HeldEnd { get; private set; }

    public bool IsEmpty => CanvasStart >= CanvasEnd;

    /// <summary>Computes the taps.</summary>
    /// <param name="canvasLength">Canvas pixels along the axis.</param>
    /// <param name="heldLength">Held pixels along the axis.</param>
    /// <param name="scale">Canvas pixels per held pixel.</param>
    /// <param name="offset">Canvas position of held position 0.</param>
    /// <param name="contentStart">Held position where the content starts.</param>
    /// <param name="contentEnd">Held position where it ends.</param>
    public void Build(
        int canvasLength,
        int heldLength,
        double scale,
        double offset,
        double contentStart,
        double contentEnd
    )
    {
        var firstPixel = (int)Math.Clamp(Math.Floor(contentStart), 0, heldLength);
        var endPixel = (int)Math.Clamp(Math.Ceiling(contentEnd), 0, heldLength);
        CanvasStart = FirstCentreAt((contentStart * scale) + offset, canvasLength);
        CanvasEnd = firstPixel < endPixel ? FirstCentreAt((contentEnd * scale) + offset, canvasLength) : CanvasStart;
        if (IsEmpty)
        {
            return;
        }

        var support = Math.Max(1 / scale, 1);
        _stride = Math.Min((int)Math.Ceiling(2 * support) + 1, endPixel - firstPixel);
        Reserve(CanvasEnd - CanvasStart);
        (HeldStart, HeldEnd) = (endPixel, firstPixel);
        for (var i = 0; i < CanvasEnd - CanvasStart; i++)
        {
            var centre = (CanvasStart + i + 0.5 - offset) / scale;
            var tap = BuildTap(centre, support, firstPixel, endPixel, _weights.AsSpan(i * _stride, _stride));
            _taps[i] = tap;
            HeldStart = Math.Min(HeldStart, tap.Start);
            HeldEnd = Math.Max(HeldEnd, tap.Start + tap.Count);
        }
    }

    /// <summary>The first held pixel of a canvas pixel, and the weights of that and the following ones.</summary>
    public ReadOnlySpan<float> WeightsOf(int canvasPixel, out int heldStart)
    {
        var index = canvasPixel - CanvasStart;
        var tap = _taps[index];
        heldStart = tap.Start;
        return _weights.AsSpan(index * _stride, tap.Count);
    }

    private static int FirstCentreAt(double edge, int canvasLength) =>
        (int)Math.Clamp(Math.Ceiling(edge - 0.5), 0, canvasLength);

    private static Tap BuildTap(double centre, double support, int firstPixel, int endPixel, Span<float> weights)
    {
        var start = Math.Clamp((int)Math.Ceiling(centre - support - 0.5), firstPixel, endPixel - 1);
        var end = Math.Clamp((int)Math.Floor(centre + support - 0.5) + 1, start + 1, endPixel);
        while (start < end - 1 && Triangle(start, centre, support) < NegligibleWeight)
        {
            start++;
        }

        while (end > start + 1 && Triangle(end - 1, centre, support) < NegligibleWeight)
        {
            end--;
        }

        var sum = 0.0;
        for (var pixel = start; pixel < end; pixel++)
        {
            sum += Triangle(pixel, centre, support);
        }

        for (var pixel = start; pixel < end; pixel++)
        {
            weights[pixel - start] = sum > 0 ? (float)(Triangle(pixel, centre, support) / sum) : 1f / (end - start);
        }

        return new Tap(start, end - start);
    }

    private static double Triangle(int pixel, double centre, double support) =>
        Math.Max(1 - (Math.Abs(pixel + 0.5 - centre) / support), 0);

    private void Reserve(int count)
    {
        if (_taps.Length < count)
        {
            _taps = new Tap[count];
        }

        if (_weights.Length < count * _stride)
        {
            _weights = new float[count * _stride];
        }
    }

    private readonly record struct Tap(int Start, int Count);
}
