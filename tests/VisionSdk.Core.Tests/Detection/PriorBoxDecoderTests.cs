namespace VisionSdk.Core.Tests;

public class PriorBoxDecoderTests
{
    private static readonly ImageSize Input = new(64, 32);

    [Fact]
    public void An_ssd_box_is_relative_to_a_prior_from_a_tensor()
    {
        var settings = new PriorBoxSettings
        {
            Tensors = ["scores", "boxes", "priors"],
            BoxCoding = PriorBoxCoding.CenterSize,
            PriorsFromTensor = true,
            YBeforeX = true,
            ClassOffset = 1,
        };
        var outputs = new OutputTensors(
            // Background, face, and a column that is not used.
            ([2, 3], [9, -9, 9, -9, 1, 9]),
            ([2, 4], [0, 0, 0, 0, 1, 2, 0, 5 * MathF.Log(2)]),
            ([2, 4], [0, 0, 1, 1, 0.25f, 0.5f, 0.75f, 1])
        );

        var found = Decoded.Run(settings, outputs, Input, 0.5f);

        // Prior: x 32..64, y 8..24 of 64x32. Centre (48, 16) + (2/10 · 32, 1/10 · 16), width 32 · 2, height 16.
        Decoded.ShouldAgree(found, [Decoded.FromCenter(54.4, 17.6, 64, 16, 0.7310586, 0)]);
    }

    [Fact]
    public void A_blazeface_box_and_its_keypoints_are_pixel_offsets_from_the_cell_centre()
    {
        // Stride 16: 4x2 cells of 2, stride 32: 2x1 cells of 6. Row 7 of the second pair is cell (1, 0), prior 1.
        var settings = new PriorBoxSettings
        {
            Tensors = ["s16", "b16", "s32", "b32"],
            BoxCoding = PriorBoxCoding.CenterOffset,
            Grids = [new PriorGrid(16, 2), new PriorGrid(32, 6)],
            KeypointsPerBox = 1,
        };
        var scores = Enumerable.Repeat(-5f, 12).ToArray();
        var boxes = new float[12 * 6];
        scores[7] = 3;
        new[] { 1f, -2, 20, 30, 5, -6 }.CopyTo(boxes, 7 * 6);
        var outputs = new OutputTensors(
            ([16, 1], [.. Enumerable.Repeat(-5f, 16)]),
            ([16, 6], new float[96]),
            ([12, 1], scores),
            ([12, 6], boxes)
        );

        var found = Decoded.Run(settings, outputs, Input, 0.5f);

        Decoded.ShouldAgree(found, [Decoded.FromCenter(49, 14, 20, 30, 0.9525741, 0, (53, 10))]);
    }

    [Fact]
    public void An_ultraface_box_is_corners_and_soft_max_scores()
    {
        var settings = new PriorBoxSettings
        {
            Tensors = ["scores", "boxes"],
            BoxCoding = PriorBoxCoding.Corners,
            Activation = ScoreActivation.None,
            ClassOffset = 1,
        };
        var outputs = new OutputTensors(
            ([2, 2], [0.9f, 0.1f, 0.3f, 0.7f]),
            ([2, 4], [0, 0, 1, 1, 0.25f, 0.5f, 0.75f, 1.25f])
        );

        Decoded.ShouldAgree(Decoded.Run(settings, outputs, Input, 0.5f), [new Decoded(16, 16, 48, 40, 0.7f, 0)]);
    }

    [Theory]
    [InlineData(PriorBoxCoding.CenterSize, ScoreActivation.Softmax, true, false)]
    [InlineData(PriorBoxCoding.CenterSize, ScoreActivation.Sigmoid, false, true)]
    [InlineData(PriorBoxCoding.CenterOffset, ScoreActivation.Sigmoid, true, true)]
    [InlineData(PriorBoxCoding.CenterOffset, ScoreActivation.Softmax, false, false)]
    [InlineData(PriorBoxCoding.Corners, ScoreActivation.None, true, true)]
    public void Decode_agrees_with_the_plain_loop(
        PriorBoxCoding coding,
        ScoreActivation activation,
        bool onePair,
        bool yBeforeX
    )
    {
        const int Classes = 3;
        var settings = new PriorBoxSettings
        {
            Tensors = onePair ? ["s", "b"] : ["s8", "b8", "s16", "b16"],
            BoxCoding = coding,
            Activation = activation,
            Grids = [new PriorGrid(8, 2), new PriorGrid(16, 1)],
            PriorSizes =
            [
                [new Anchor(10, 12), new Anchor(20, 8)],
                [new Anchor(30, 30)],
            ],
            ClassOffset = 1,
            ClassCount = Classes - 1,
            KeypointsPerBox = 2,
            YBeforeX = yBeforeX,
            CenterScale = 4,
            SizeScale = 3,
        };
        var outputs = onePair
            ? OutputTensors.Random(3, 0.5f, 1, [72, Classes], [72, 8])
            : OutputTensors.Random(3, 0.5f, 1, [64, Classes], [64, 8], [8, Classes], [8, 8]);

        var expected = Oracle(settings, outputs, 0.55);

        Decoded.ShouldAgree(Decoded.Run(settings, outputs, Input, 0.55f), expected);
    }

    [Fact]
    public void A_score_tensor_that_is_too_narrow_is_named()
    {
        var settings = new PriorBoxSettings
        {
            Tensors = ["scores", "boxes"],
            BoxCoding = PriorBoxCoding.Corners,
            ClassOffset = 1,
        };
        var outputs = new OutputTensors(([2, 1], new float[2]), ([2, 4], new float[8]));

        var exception = Should.Throw<ModelSignatureException>(() => Decoded.Run(settings, outputs, Input, 0.5f));

        exception.TensorName.ShouldBe("scores");
        exception.Expected.ShouldBe("[2, 2 or more]");
        exception.Actual.ShouldBe("[2, 1]");
    }

    private static List<Decoded> Oracle(PriorBoxSettings settings, OutputTensors outputs, double min)
    {
        const int Classes = 3;
        var found = new List<Decoded>();
        var row = 0;
        for (var grid = 0; grid < 2; grid++)
        {
            var (stride, perCell) = settings.Grids[grid];
            var pair = settings.Tensors.Length == 2 ? 0 : 2 * grid;
            row = pair == 0 ? row : 0;
            for (var cellY = 0; cellY < Input.Height / stride; cellY++)
            {
                for (var cellX = 0; cellX < Input.Width / stride; cellX++)
                {
                    for (var p = 0; p < perCell; p++, row++)
                    {
                        var s = outputs.Values(pair).Slice(row * Classes, Classes).ToArray();
                        var b = outputs.Values(pair + 1).Slice(row * 8, 8).ToArray();
                        Add(settings, found, s, b, (cellX + 0.5) * stride, (cellY + 0.5) * stride, grid, p, min);
                    }
                }
            }
        }

        return found;
    }

    private static void Add(
        PriorBoxSettings settings,
        List<Decoded> found,
        float[] s,
        float[] b,
        double priorX,
        double priorY,
        int grid,
        int p,
        double min
    )
    {
        var size = settings.PriorSizes[grid][p];
        (double X, double Y) Order(int at) => settings.YBeforeX ? (b[at + 1], b[at]) : (b[at], b[at + 1]);
        (double X, double Y) Point(int at)
        {
            var (x, y) = Order(at);
            return settings.BoxCoding switch
            {
                PriorBoxCoding.CenterSize => (priorX + (x / 4 * size.Width), priorY + (y / 4 * size.Height)),
                PriorBoxCoding.CenterOffset => (priorX + x, priorY + y),
                _ => (x * Input.Width, y * Input.Height),
            };
        }

        var (first, second) = (Point(0), Order(2));
        for (var c = 1; c < s.Length; c++)
        {
            var confidence = settings.Activation switch
            {
                ScoreActivation.Softmax => Math.Exp(s[c]) / s.Sum(static v => Math.Exp(v)),
                ScoreActivation.Sigmoid => Decoded.Sigmoid(s[c]),
                _ => s[c],
            };
            var keypoints = new[] { Point(4), Point(6) };
            var decoded = settings.BoxCoding switch
            {
                PriorBoxCoding.CenterSize => Decoded.FromCenter(
                    first.X,
                    first.Y,
                    size.Width * Math.Exp(second.X / 3),
                    size.Height * Math.Exp(second.Y / 3),
                    confidence,
                    c - 1,
                    keypoints
                ),
                PriorBoxCoding.CenterOffset => Decoded.FromCenter(
                    first.X,
                    first.Y,
                    second.X,
                    second.Y,
                    confidence,
                    c - 1,
                    keypoints
                ),
                _ => new Decoded(
                    first.X,
                    first.Y,
                    second.X * Input.Width,
                    second.Y * Input.Height,
                    Math.Min(confidence, 1),
                    c - 1,
                    keypoints
                ),
            };
            if (confidence >= min && decoded.Right > decoded.Left && decoded.Bottom > decoded.Top)
            {
                found.Add(decoded);
            }
        }
    }
}
