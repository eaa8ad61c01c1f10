namespace VisionSdk.Core.Tests;

public class AnchorGridDecoderTests
{
    private static readonly ImageSize Input = new(96, 64);

    [Fact]
    public void A_face_of_the_tiny_detector_decodes_as_the_paper_says()
    {
        // One anchor, 2x1 cells of 32 pixels; only the second cell fires: logit 2 -> 0.8808.
        var settings = new AnchorGridSettings
        {
            Tensors = ["head"],
            Anchors =
            [
                [new Anchor(2, 3)],
            ],
            HasClassScores = false,
        };
        float[] values = [0, 0, 0, 1, 0, MathF.Log(2), 0, 0, -9, 2];

        var found = Decoded.Run(settings, new OutputTensors(([5, 1, 2], values)), new ImageSize(64, 32), 0.5f);

        // x = (1 + σ(0)) · 32, y = σ(1) · 32, w = 2 · e^ln2 · 32, h = 3 · 32.
        Decoded.ShouldAgree(found, [Decoded.FromCenter(48, 32 * 0.7310586, 128, 96, 0.8807971, 0)]);
    }

    [Fact]
    public void Quadratic_coding_reaches_half_a_cell_beyond_and_four_anchors_wide()
    {
        var settings = new AnchorGridSettings
        {
            Tensors = ["head"],
            Anchors =
            [
                [new Anchor(2, 3)],
            ],
            HasClassScores = false,
            BoxCoding = YoloBoxCoding.Quadratic,
        };
        float[] values = [-100, 100, 100, 0, 100];

        var found = Decoded.Run(settings, new OutputTensors(([5, 1, 1], values)), new ImageSize(32, 32), 0.5f);

        Decoded.ShouldAgree(found, [Decoded.FromCenter(-16, 48, 4 * 2 * 32, 3 * 32, 1, 0)]);
    }

    [Theory]
    [InlineData(YoloBoxCoding.Exponential, ScoreActivation.Softmax, 3)]
    [InlineData(YoloBoxCoding.Exponential, ScoreActivation.Sigmoid, 3)]
    [InlineData(YoloBoxCoding.Quadratic, ScoreActivation.Sigmoid, 3)]
    [InlineData(YoloBoxCoding.Quadratic, ScoreActivation.None, 0)]
    public void Decode_agrees_with_the_plain_loop(YoloBoxCoding coding, ScoreActivation activation, int classes)
    {
        var settings = new AnchorGridSettings
        {
            Tensors = ["stride 16", "stride 32"],
            Anchors =
            [
                [new Anchor(1, 2), new Anchor(2, 1), new Anchor(3, 3)],
                [new Anchor(1.5f, 1.2f), new Anchor(2, 4)],
            ],
            BoxCoding = coding,
            ClassActivation = activation,
            HasClassScores = classes > 0,
            ClassCount = Math.Max(classes, 1),
        };
        var outputs = OutputTensors.Random(5, 0, 1.5f, [3 * (5 + classes), 4, 6], [2 * (5 + classes), 2, 3]);

        Decoded.ShouldAgree(Decoded.Run(settings, outputs, Input, 0.3f), Oracle(settings, outputs, classes, 0.3));
        Decoded.Run(settings, outputs, Input, 0).Count.ShouldBe(((24 * 3) + (6 * 2)) * Math.Max(classes, 1));
    }

    [Fact]
    public void A_tensor_of_the_wrong_shape_is_named()
    {
        var settings = new AnchorGridSettings
        {
            Tensors = ["head"],
            Anchors =
            [
                [new Anchor(1, 1)],
            ],
            ClassCount = 80,
        };

        var exception = Should.Throw<ModelSignatureException>(() =>
            Decoded.Run(settings, new OutputTensors(([5, 2, 3], new float[30])), Input, 0.5f)
        );

        exception.TensorName.ShouldBe("head");
        exception.Expected.ShouldBe("[85, rows, columns]");
        exception.Actual.ShouldBe("[5, 2, 3]");
    }

    private static List<Decoded> Oracle(AnchorGridSettings settings, OutputTensors outputs, int classes, double min)
    {
        var found = new List<Decoded>();
        for (var scale = 0; scale < settings.Anchors.Length; scale++)
        {
            var (rows, columns) = (outputs.Shape(scale)[1], outputs.Shape(scale)[2]);
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    for (var a = 0; a < settings.Anchors[scale].Length; a++)
                    {
                        var anchor = settings.Anchors[scale][a];
                        var t = new double[5 + classes];
                        for (var k = 0; k < t.Length; k++)
                        {
                            t[k] = outputs.Values(scale)[(((((a * t.Length) + k) * rows) + row) * columns) + column];
                        }

                        double x,
                            y,
                            width,
                            height;
                        if (settings.BoxCoding == YoloBoxCoding.Quadratic)
                        {
                            x = column - 0.5 + (2 * Decoded.Sigmoid(t[0]));
                            y = row - 0.5 + (2 * Decoded.Sigmoid(t[1]));
                            width = anchor.Width * Math.Pow(2 * Decoded.Sigmoid(t[2]), 2);
                            height = anchor.Height * Math.Pow(2 * Decoded.Sigmoid(t[3]), 2);
                        }
                        else
                        {
                            x = column + Decoded.Sigmoid(t[0]);
                            y = row + Decoded.Sigmoid(t[1]);
                            width = anchor.Width * Math.Exp(t[2]);
                            height = anchor.Height * Math.Exp(t[3]);
                        }

                        var (sx, sy) = ((double)Input.Width / columns, (double)Input.Height / rows);
                        for (var c = 0; c < Math.Max(classes, 1); c++)
                        {
                            var probability =
                                classes == 0 ? 1
                                : settings.ClassActivation == ScoreActivation.Softmax
                                    ? Math.Exp(t[5 + c]) / t.Skip(5).Sum(Math.Exp)
                                : Decoded.Sigmoid(t[5 + c]);
                            var confidence = Decoded.Sigmoid(t[4]) * probability;
                            if (confidence >= min)
                            {
                                found.Add(Decoded.FromCenter(x * sx, y * sy, width * sx, height * sy, confidence, c));
                            }
                        }
                    }
                }
            }
        }

        return found;
    }
}
