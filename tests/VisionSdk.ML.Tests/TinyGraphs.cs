using VisionSdk.Onnx;

namespace VisionSdk.ML.Tests;

/// <summary>Graphs over a picture of 16x16 whose outputs can be said beforehand: constants, and the means of the channels.</summary>
internal static class TinyGraphs
{
    public const int Side = 16;

    /// <summary>The input that the graphs take: pixels as they are, in batches of any size.</summary>
    public static ModelInput Input { get; } =
        new()
        {
            Name = "x",
            Width = Side,
            Height = Side,
        };

    /// <summary>Returns the means of red, green and blue: <c>[N, 3]</c>.</summary>
    public static OnnxModel ChannelMeans()
    {
        var graph = new GraphBuilder("means");
        graph.Output(graph.Reshape(graph.GlobalAveragePool(Picture(graph)), -1, 3), "y");
        return graph.Build();
    }

    /// <summary>Returns given values for every picture, <c>[N, ...shape]</c>, to some of which the picture's mean is added.</summary>
    /// <param name="values">The values.</param>
    /// <param name="shape">Their shape for one picture.</param>
    /// <param name="perMean">What the mean of all channels, 0 to 255, is multiplied with before it is added to each value; empty for nothing.</param>
    public static OnnxModel Values(float[] values, long[] shape, float[]? perMean = null)
    {
        var graph = new GraphBuilder("values");
        var mean = graph.ReduceMean(Picture(graph), [1, 2, 3], keepDimensions: true);
        long[] one = [-1, .. shape.Select(static _ => 1L)];
        var factors = OnnxTensor.Float32(perMean ?? new float[values.Length], [1, .. shape]);
        var scaled = graph.Mul(graph.Reshape(mean, one), graph.Constant(factors));
        graph.Output(graph.Add(scaled, graph.Constant(OnnxTensor.Float32(values, [1, .. shape]))), "y");
        return graph.Build();
    }

    /// <summary>A detector that returns given rows of left, top, right, bottom, confidence and class.</summary>
    public static TinyPackage Detector(
        float[] rows,
        float[]? perMean = null,
        Func<EndToEndSettings, EndToEndSettings>? change = null,
        params string[] labels
    )
    {
        var settings = new EndToEndSettings { Tensors = ["y"], ClassCount = Math.Max(labels.Length, 1) };
        return TinyPackage.Write(
            Values(rows, [rows.Length / 6, 6], perMean),
            Input,
            change?.Invoke(settings) ?? settings,
            manifest => manifest with { Labels = labels.Length == 0 ? ["thing"] : [.. labels] }
        );
    }

    /// <summary>A picture of one colour.</summary>
    public static DecodedImage Plain(ImageDecoder decoder, int width, int height, byte red, byte green, byte blue)
    {
        var pixels = new byte[3 * width * height];
        for (var i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (red, green, blue);
        }

        return decoder.Decode(ImageSource.FromPixels(pixels, width, height, PixelFormat.Rgb24));
    }

    private static GraphValue Picture(GraphBuilder graph) =>
        graph.Input("x", OnnxElementType.Float32, "N", 3, Side, Side);
}
