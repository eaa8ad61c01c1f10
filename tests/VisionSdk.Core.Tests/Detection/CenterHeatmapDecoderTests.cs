namespace VisionSdk.Core.Tests;

public class CenterHeatmapDecoderTests
{
    private static readonly ImageSize Input = new(24, 16);

    private static readonly CenterHeatmapSettings Settings = new()
    {
        Tensors = ["heat", "sides"],
        ClassCount = 3,
        MaxPeaks = 1000,
    };

    [Fact]
    public void A_peak_becomes_a_box_around_its_cell()
    {
        var heat = new float[4 * 6 * 3];
        var sides = new float[4 * 6 * 4];
        var cell = (2 * 6) + 3;
        heat[(cell * 3) + 1] = 0.8f;
        heat[((cell + 1) * 3) + 1] = 0.7f;
        heat[((cell + 1) * 3) + 2] = 0.6f;
        for (var i = 0; i < sides.Length; i++)
        {
            sides[i] = (i % 4) + 1;
        }

        var found = Decoded.Run(Settings, new OutputTensors(([4, 6, 3], heat), ([4, 6, 4], sides)), Input, 0.5f);

        // The neighbour of the same class is not a peak, that of another class is.
        Decoded.ShouldAgree(found, [new Decoded(11, 6, 15, 12, 0.8f, 1), new Decoded(15, 6, 19, 12, 0.6f, 2)]);
    }

    [Fact]
    public void Equal_neighbours_are_both_peaks_and_the_first_ones_are_kept()
    {
        var heat = Enumerable.Repeat(0.5f, 4 * 6 * 3).ToArray();
        var sides = Enumerable.Repeat(2f, 4 * 6 * 4).ToArray();
        var outputs = new OutputTensors(([4, 6, 3], heat), ([4, 6, 4], sides));

        var found = Decoded.Run(Settings with { MaxPeaks = 5 }, outputs, Input, 0.5f);

        found.Select(static d => (d.Left, d.ClassId)).ShouldBe([(-2, 0), (-2, 1), (-2, 2), (2, 0), (2, 1)]);
    }

    [Fact]
    public void The_highest_peaks_are_kept_in_the_order_of_the_map()
    {
        var outputs = OutputTensors.Random(1, 0.3f, 0.2f, [4, 6, 3], [4, 6, 4]).With(1, static _ => 3);
        var all = Decoded.Run(Settings, outputs, Input, 0.1f);

        var kept = Decoded.Run(Settings with { MaxPeaks = 4 }, outputs, Input, 0.1f);

        var expected = all.OrderByDescending(static d => d.Confidence).Take(4).ToHashSet();
        all.Count.ShouldBeGreaterThan(4);
        Decoded.ShouldAgree(kept, [.. all.Where(expected.Contains)]);
    }

    [Fact]
    public void The_papers_own_heads_are_a_size_and_an_offset_in_cells()
    {
        // Planar maps of 4 x 6 cells of 4 pixels; the peak of class 2 stands in cell (3, 2), its logit is 1.
        var heat = Enumerable.Repeat(-9f, 3 * 24).ToArray();
        var sizes = new float[2 * 24];
        var offsets = new float[2 * 24];
        var cell = (2 * 6) + 3;
        heat[(2 * 24) + cell] = 1;
        (sizes[cell], sizes[24 + cell]) = (2, 1.5f);
        (offsets[cell], offsets[24 + cell]) = (0.25f, 0.75f);
        var settings = Settings with
        {
            Tensors = ["heat", "sizes", "offsets"],
            Layout = TensorLayout.Nchw,
            BoxCoding = CenterHeatmapCoding.SizeAndOffset,
            Activation = ScoreActivation.Sigmoid,
        };

        var found = Decoded.Run(
            settings,
            new OutputTensors(([3, 4, 6], heat), ([2, 4, 6], sizes), ([2, 4, 6], offsets)),
            Input,
            0.5f
        );

        Decoded.ShouldAgree(found, [Decoded.FromCenter(13, 11, 8, 6, 0.7310586, 2)]);
    }

    [Theory]
    [InlineData(TensorLayout.Nhwc, 0.2f)]
    [InlineData(TensorLayout.Nhwc, 0f)]
    [InlineData(TensorLayout.Nchw, 0.2f)]
    [InlineData(TensorLayout.Nchw, 0f)]
    public void Decode_agrees_with_the_plain_loop(TensorLayout layout, float minConfidence)
    {
        var planar = layout == TensorLayout.Nchw;
        var settings = Settings with { Layout = layout };
        var outputs = planar
            ? OutputTensors.Random(7, 0.1f, 0.3f, [3, 4, 6], [4, 4, 6])
            : OutputTensors.Random(7, 0.1f, 0.3f, [4, 6, 3], [4, 6, 4]);
        // Steps of a tenth, so that there are equal neighbours.
        outputs = outputs.With(0, static v => MathF.Round(v, 1)).With(1, static v => MathF.Abs(v) + 1);

        var expected = Oracle(outputs, planar, minConfidence);

        Decoded.ShouldAgree(Decoded.Run(settings, outputs, Input, minConfidence), expected);
    }

    private static List<Decoded> Oracle(OutputTensors outputs, bool planar, float min)
    {
        float Heat(int x, int y, int c) =>
            outputs.Values(0)[planar ? (((c * 4) + y) * 6) + x : (((y * 6) + x) * 3) + c];
        float Side(int x, int y, int k) =>
            outputs.Values(1)[planar ? (((k * 4) + y) * 6) + x : (((y * 6) + x) * 4) + k];

        var found = new List<Decoded>();
        for (var y = 0; y < 4; y++)
        {
            for (var x = 0; x < 6; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    var largest = float.NegativeInfinity;
                    for (var v = Math.Max(y - 1, 0); v < Math.Min(y + 2, 4); v++)
                    {
                        for (var u = Math.Max(x - 1, 0); u < Math.Min(x + 2, 6); u++)
                        {
                            largest = Math.Max(largest, Heat(u, v, c));
                        }
                    }

                    var heat = Heat(x, y, c);
                    if (heat == largest && heat >= min)
                    {
                        found.Add(
                            new Decoded(
                                (4 * x) - Side(x, y, 0),
                                (4 * y) - Side(x, y, 1),
                                (4 * x) + Side(x, y, 2),
                                (4 * y) + Side(x, y, 3),
                                heat,
                                c
                            )
                        );
                    }
                }
            }
        }

        return found;
    }
}
