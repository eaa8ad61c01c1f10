namespace VisionSdk.Core.Tests;

public class AnchorGridLayoutTests
{
    private const int Rows = 2;
    private const int Columns = 3;
    private const int Anchors = 2;
    private const int PerAnchor = 7;
    private static readonly ImageSize Input = new(96, 64);

    private static readonly AnchorGridSettings Settings = new()
    {
        Tensors = ["head"],
        Anchors =
        [
            [new Anchor(1, 2), new Anchor(2, 1)],
        ],
        ClassCount = 2,
    };

    [Theory]
    [InlineData(AnchorGridLayout.ChannelsFirst, new[] { Anchors, PerAnchor, Rows, Columns })]
    [InlineData(AnchorGridLayout.ChannelsLast, new[] { Rows, Columns, Anchors * PerAnchor })]
    [InlineData(AnchorGridLayout.ChannelsLast, new[] { Rows, Columns, Anchors, PerAnchor })]
    [InlineData(AnchorGridLayout.AnchorsFirst, new[] { Anchors, Rows, Columns, PerAnchor })]
    public void The_same_values_in_another_order_are_the_same_boxes(AnchorGridLayout layout, int[] shape)
    {
        var planar = OutputTensors.Random(3, 0, 2, [Anchors * PerAnchor, Rows, Columns]);
        var expected = Decoded.Run(Settings, planar, Input, 0.2f);

        var moved = new OutputTensors((shape, Move(planar.Values(0), layout)));
        var found = Decoded.Run(Settings with { Layout = layout }, moved, Input, 0.2f);

        Decoded.ShouldAgree(found, expected);
    }

    [Fact]
    public void A_shape_of_another_layout_is_refused_with_the_one_that_is_needed()
    {
        var planar = OutputTensors.Random(3, 0, 2, [Anchors * PerAnchor, Rows, Columns]);

        var exception = Should.Throw<ModelSignatureException>(() =>
            Decoded.Run(Settings with { Layout = AnchorGridLayout.AnchorsFirst }, planar, Input, 0.2f)
        );

        exception.Message.ShouldContain("[2, rows, columns, 7]");
    }

    private static float[] Move(ReadOnlySpan<float> planar, AnchorGridLayout layout)
    {
        var moved = new float[planar.Length];
        for (var a = 0; a < Anchors; a++)
        {
            for (var k = 0; k < PerAnchor; k++)
            {
                for (var cell = 0; cell < Rows * Columns; cell++)
                {
                    var from = (((a * PerAnchor) + k) * Rows * Columns) + cell;
                    var to = layout switch
                    {
                        AnchorGridLayout.ChannelsFirst => from,
                        AnchorGridLayout.ChannelsLast => (((cell * Anchors) + a) * PerAnchor) + k,
                        _ => (((a * Rows * Columns) + cell) * PerAnchor) + k,
                    };
                    moved[to] = planar[from];
                }
            }
        }

        return moved;
    }
}
