using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VisionSdk.ML;

/// <summary>Writes rows of red, green, blue, alpha floats into a picture tensor: colour order, normalisation and layout of one model.</summary>
/// <remarks><c>(pixel · scale − mean) / std</c> is one multiply-add per channel: the factors are prepared in double precision.</remarks>
internal sealed class TensorRowWriter
{
    // ITU-R BT.601-7, table 2: luma from R'G'B'.
    private const float RedLuma = 0.299f;
    private const float GreenLuma = 0.587f;
    private const float BlueLuma = 0.114f;

    private readonly ColorOrder _order;
    private readonly TensorLayout _layout;
    private readonly int _channels;
    private readonly Vector128<float> _multiply;
    private readonly Vector128<float> _add;
    private readonly Vector128<float> _padding;

    public TensorRowWriter(ModelInput input)
    {
        _order = input.ColorOrder;
        _layout = input.Layout;
        _channels = input.Channels;
        for (var channel = 0; channel < _channels; channel++)
        {
            var mean = ValueOf(input.Mean, channel, _channels, 0, nameof(input.Mean));
            var deviation = ValueOf(input.StandardDeviation, channel, _channels, 1, nameof(input.StandardDeviation));
            if (!float.IsNormal(deviation))
            {
                throw new ArgumentException(
                    $"The standard deviation of channel {channel} is {deviation}; it divides.",
                    nameof(input)
                );
            }

            _multiply = _multiply.WithElement(channel, (float)((double)input.Scale / deviation));
            _add = _add.WithElement(channel, (float)(-(double)mean / deviation));
            _padding = _padding.WithElement(channel, ((input.PaddingValue * input.Scale) - mean) / deviation);
        }
    }

    /// <summary>Writes part of a canvas row.</summary>
    /// <param name="pixels">Four floats per pixel: red, green, blue in [0, 255], and one that is ignored.</param>
    /// <param name="canvas">Size of the tensor's picture.</param>
    /// <param name="x">First column.</param>
    /// <param name="y">The row.</param>
    /// <param name="tensor">The whole tensor of one picture.</param>
    public void WriteRow(ReadOnlySpan<float> pixels, ImageSize canvas, int x, int y, Span<float> tensor)
    {
        var vectors = MemoryMarshal.Cast<float, Vector128<float>>(pixels);
        var start = (y * canvas.Width) + x;
        if (_channels == 1)
        {
            WriteGray(vectors, tensor.Slice(start, vectors.Length));
        }
        else if (_layout == TensorLayout.Nhwc)
        {
            WriteInterleaved(vectors, tensor.Slice(3 * start, 3 * vectors.Length));
        }
        else
        {
            var plane = (int)canvas.PixelCount;
            var (red, blue) = _order == ColorOrder.Bgr ? (2, 0) : (0, 2);
            WritePlanar(
                vectors,
                (red, blue),
                tensor.Slice((red * plane) + start, vectors.Length),
                tensor.Slice(plane + start, vectors.Length),
                tensor.Slice((blue * plane) + start, vectors.Length)
            );
        }
    }

    /// <summary>Fills part of a canvas row with the padding colour.</summary>
    public void WritePadding(ImageSize canvas, int x, int y, int count, Span<float> tensor)
    {
        var start = (y * canvas.Width) + x;
        if (_channels == 3 && _layout == TensorLayout.Nhwc)
        {
            var interleaved = tensor.Slice(3 * start, 3 * count);
            for (var i = 0; i < interleaved.Length; i++)
            {
                interleaved[i] = _padding[i % 3];
            }

            return;
        }

        for (var channel = 0; channel < _channels; channel++)
        {
            tensor.Slice((channel * (int)canvas.PixelCount) + start, count).Fill(_padding[channel]);
        }
    }

    private static float ValueOf(
        ImmutableArray<float> values,
        int channel,
        int channels,
        float otherwise,
        string name
    ) =>
        values.IsDefaultOrEmpty ? otherwise
        : values.Length == channels ? values[channel]
        : throw new ArgumentException($"{name} has {values.Length} values for {channels} channels.", nameof(values));

    private void WriteGray(ReadOnlySpan<Vector128<float>> pixels, Span<float> plane)
    {
        var luma = Vector128.Create(RedLuma, GreenLuma, BlueLuma, 0) * _multiply[0];
        var add = _add[0];
        for (var i = 0; i < pixels.Length; i++)
        {
            plane[i] = Vector128.Dot(pixels[i], luma) + add;
        }
    }

    private void WriteInterleaved(ReadOnlySpan<Vector128<float>> pixels, Span<float> target)
    {
        var order = _order == ColorOrder.Bgr ? Vector128.Create(2, 1, 0, 3) : Vector128.Create(0, 1, 2, 3);
        // Each store spills one float into the next pixel, which overwrites it; the last pixel has no next one.
        for (var i = 0; i < pixels.Length - 1; i++)
        {
            var value = Vector128.MultiplyAddEstimate(Vector128.Shuffle(pixels[i], order), _multiply, _add);
            value.CopyTo(target[(3 * i)..]);
        }

        if (!pixels.IsEmpty)
        {
            var value = Vector128.MultiplyAddEstimate(Vector128.Shuffle(pixels[^1], order), _multiply, _add);
            var last = target[^3..];
            (last[0], last[1], last[2]) = (value[0], value[1], value[2]);
        }
    }

    private void WritePlanar(
        ReadOnlySpan<Vector128<float>> pixels,
        (int Red, int Blue) channel,
        Span<float> red,
        Span<float> green,
        Span<float> blue
    )
    {
        var (redMultiply, redAdd) = (_multiply[channel.Red], _add[channel.Red]);
        var (greenMultiply, greenAdd) = (_multiply[1], _add[1]);
        var (blueMultiply, blueAdd) = (_multiply[channel.Blue], _add[channel.Blue]);
        var i = 0;
        for (; i <= pixels.Length - 4; i += 4)
        {
            var (p0, p1, p2, p3) = (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]);
            Vector128
                .MultiplyAddEstimate(
                    Vector128.Create(p0[0], p1[0], p2[0], p3[0]),
                    Vector128.Create(redMultiply),
                    Vector128.Create(redAdd)
                )
                .CopyTo(red[i..]);
            Vector128
                .MultiplyAddEstimate(
                    Vector128.Create(p0[1], p1[1], p2[1], p3[1]),
                    Vector128.Create(greenMultiply),
                    Vector128.Create(greenAdd)
                )
                .CopyTo(green[i..]);
            Vector128
                .MultiplyAddEstimate(
                    Vector128.Create(p0[2], p1[2], p2[2], p3[2]),
                    Vector128.Create(blueMultiply),
                    Vector128.Create(blueAdd)
                )
                .CopyTo(blue[i..]);
        }

        for (; i < pixels.Length; i++)
        {
            red[i] = (pixels[i][0] * redMultiply) + redAdd;
            green[i] = (pixels[i][1] * greenMultiply) + greenAdd;
            blue[i] = (pixels[i][2] * blueMultiply) + blueAdd;
        }
    }
}
