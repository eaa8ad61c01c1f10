namespace VisionSdk.Core.Tests;

public class YuNetDecoderTests
{
    private static readonly ImageSize Input = new(64, 32);

    private static readonly YuNetSettings Settings = new()
    {
        Tensors = ["c8", "c16", "o8", "o16", "b8", "b16", "k8", "k16"],
        Strides = [8, 16],
    };

    private static readonly int[][] Shapes =
    [
        [32, 1],
        [8, 1],
        [32, 1],
        [8, 1],
        [32, 4],
        [8, 4],
        [32, 10],
        [8, 10],
    ];

    [Fact]
    public void Confidence_is_the_geometric_mean_of_class_and_objectness()
    {
        var tensors = Shapes.Select(static s => (Shape: s, Values: new float[s[0] * s[1]])).ToArray();
        // Cell (3, 1) of stride 16.
        tensors[1].Values[7] = 0.9f;
        tensors[3].Values[7] = 0.4f;
        new[] { 0.5f, -0.5f, MathF.Log(2), MathF.Log(3) }.CopyTo(tensors[5].Values, 7 * 4);
        new[] { 0.25f, 1, 0, 0, 0, 0, 0, 0, 0, 0 }.CopyTo(tensors[7].Values, 7 * 10);

        var found = Decoded.Run(Settings, new OutputTensors(tensors), Input, 0.5f);

        Decoded.ShouldAgree(
            found,
            [Decoded.FromCenter(56, 8, 32, 48, 0.6, 0, (52, 32), (48, 16), (48, 16), (48, 16), (48, 16))]
        );
    }

    [Theory]
    [InlineData(0.6f)]
    [InlineData(0f)]
    public void Decode_agrees_with_the_plain_loop(float minConfidence)
    {
        var outputs = OutputTensors.Random(4, 0.5f, 0.6f, Shapes);

        Decoded.ShouldAgree(Decoded.Run(Settings, outputs, Input, minConfidence), Oracle(outputs, minConfidence));
    }

    private static List<Decoded> Oracle(OutputTensors outputs, double min)
    {
        var found = new List<Decoded>();
        for (var scale = 0; scale < 2; scale++)
        {
            var stride = Settings.Strides[scale];
            for (var i = 0; i < outputs.Values(scale).Length; i++)
            {
                double x = i % (Input.Width / stride);
                double y = i / (Input.Width / stride);
                var confidence = Math.Sqrt(
                    Math.Clamp((double)outputs.Values(scale)[i], 0, 1)
                        * Math.Clamp((double)outputs.Values(2 + scale)[i], 0, 1)
                );
                var b = outputs.Values(4 + scale).Slice(i * 4, 4);
                if (confidence >= min)
                {
                    found.Add(
                        Decoded.FromCenter(
                            (x + b[0]) * stride,
                            (y + b[1]) * stride,
                            Math.Exp(b[2]) * stride,
                            Math.Exp(b[3]) * stride,
                            confidence,
                            0,
                            [
                                .. Enumerable
                                    .Range(0, 5)
                                    .Select(k =>
                                        (
                                            (x + outputs.Values(6 + scale)[(i * 10) + (2 * k)]) * stride,
                                            (y + outputs.Values(6 + scale)[(i * 10) + (2 * k) + 1]) * stride
                                        )
                                    ),
                            ]
                        )
                    );
                }
            }
        }

        return found;
    }
}
