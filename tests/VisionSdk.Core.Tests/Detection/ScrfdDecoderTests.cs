namespace VisionSdk.Core.Tests;

public class ScrfdDecoderTests
{
    private static readonly ImageSize Input = new(64, 32);

    private static readonly ScrfdSettings Settings = new()
    {
        Tensors = ["s8", "s16", "b8", "b16", "k8", "k16"],
        Strides = [8, 16],
        KeypointsPerBox = 5,
    };

    [Fact]
    public void A_face_is_four_distances_and_five_offsets_from_the_cells_corner()
    {
        // Stride 16: 4x2 cells of 2 anchors; row 11 is cell (1, 1).
        var scores = new float[16];
        var distances = new float[16 * 4];
        var offsets = new float[16 * 10];
        scores[11] = 0.75f;
        new[] { 0.5f, 1, 1.5f, 2 }.CopyTo(distances, 11 * 4);
        new[] { -0.25f, 0.5f, 1, 2, 3, 4, 5, 6, 7, 8 }.CopyTo(offsets, 11 * 10);
        var outputs = new OutputTensors(
            ([64, 1], new float[64]),
            ([16, 1], scores),
            ([64, 4], new float[256]),
            ([16, 4], distances),
            ([64, 10], new float[640]),
            ([16, 10], offsets)
        );

        var found = Decoded.Run(Settings, outputs, Input, 0.5f);

        Decoded.ShouldAgree(
            found,
            [new Decoded(8, 0, 40, 48, 0.75, 0, (12, 24), (32, 48), (64, 80), (96, 112), (128, 144))]
        );
    }

    [Theory]
    [InlineData(ScoreActivation.None, 5)]
    [InlineData(ScoreActivation.Sigmoid, 0)]
    public void Decode_agrees_with_the_plain_loop(ScoreActivation activation, int keypoints)
    {
        var settings = Settings with
        {
            Activation = activation,
            KeypointsPerBox = keypoints,
            Tensors = keypoints == 0 ? Settings.Tensors[..4] : Settings.Tensors,
        };
        int[][] shapes =
        [
            [64, 1],
            [16, 1],
            [64, 4],
            [16, 4],
            [64, 10],
            [16, 10],
        ];
        var outputs = OutputTensors.Random(2, 0.4f, 0.8f, shapes[..settings.Tensors.Length]);

        Decoded.ShouldAgree(Decoded.Run(settings, outputs, Input, 0.6f), Oracle(settings, outputs, 0.6));
    }

    private static List<Decoded> Oracle(ScrfdSettings settings, OutputTensors outputs, double min)
    {
        var found = new List<Decoded>();
        for (var scale = 0; scale < 2; scale++)
        {
            var stride = settings.Strides[scale];
            for (var i = 0; i < outputs.Values(scale).Length; i++)
            {
                var columns = Input.Width / stride;
                var (x, y) = (i / 2 % columns * stride, i / 2 / columns * stride);
                double raw = outputs.Values(scale)[i];
                var confidence = settings.Activation == ScoreActivation.Sigmoid ? Decoded.Sigmoid(raw) : raw;
                var d = outputs.Values(2 + scale).Slice(i * 4, 4);
                var decoded = new Decoded(
                    x - (d[0] * stride),
                    y - (d[1] * stride),
                    x + (d[2] * stride),
                    y + (d[3] * stride),
                    Math.Min(confidence, 1),
                    0,
                    [
                        .. Enumerable
                            .Range(0, settings.KeypointsPerBox)
                            .Select(k =>
                                (
                                    x + ((double)outputs.Values(4 + scale)[(i * 10) + (2 * k)] * stride),
                                    y + ((double)outputs.Values(4 + scale)[(i * 10) + (2 * k) + 1] * stride)
                                )
                            ),
                    ]
                );
                if (confidence >= min && decoded.Right > decoded.Left && decoded.Bottom > decoded.Top)
                {
                    found.Add(decoded);
                }
            }
        }

        return found;
    }
}
