namespace VisionSdk;

/// <summary>Where the values of an anchor in a cell lie in a head's tensor.</summary>
/// <param name="Layout">Order of the tensor's dimensions.</param>
/// <param name="Rows">Rows of cells.</param>
/// <param name="Columns">Cells per row.</param>
/// <param name="Anchors">Anchors per cell.</param>
/// <param name="PerAnchor">Values per anchor.</param>
internal readonly record struct AnchorGridMap(
    AnchorGridLayout Layout,
    int Rows,
    int Columns,
    int Anchors,
    int PerAnchor
)
{
    private int Cells => Rows * Columns;

    /// <summary>From one value of an anchor to its next: planar channels lie a whole map apart.</summary>
    public int Step => Layout == AnchorGridLayout.ChannelsFirst ? Cells : 1;

    /// <summary>Index of the first value of an anchor in a cell.</summary>
    public int Offset(int anchor, int cell) =>
        Layout switch
        {
            AnchorGridLayout.ChannelsFirst => (anchor * PerAnchor * Cells) + cell,
            AnchorGridLayout.ChannelsLast => ((cell * Anchors) + anchor) * PerAnchor,
            _ => ((anchor * Cells) + cell) * PerAnchor,
        };

    /// <summary>Reads the grid's size off a shape; false when it is no head of so many anchors.</summary>
    public static bool TryCreate(
        AnchorGridLayout layout,
        ReadOnlySpan<int> shape,
        int anchors,
        int perAnchor,
        out AnchorGridMap map
    )
    {
        var all = anchors * perAnchor;
        var (fits, rows, columns) = layout switch
        {
            AnchorGridLayout.ChannelsFirst => shape switch
            {
                [var k, var h, var w] => (k == all, h, w),
                [var a, var k, var h, var w] => (a == anchors && k == perAnchor, h, w),
                _ => default,
            },
            AnchorGridLayout.ChannelsLast => shape switch
            {
                [var h, var w, var k] => (k == all, h, w),
                [var h, var w, var a, var k] => (a == anchors && k == perAnchor, h, w),
                _ => default,
            },
            _ => shape is [var a, var h, var w, var k] ? (a == anchors && k == perAnchor, h, w) : default,
        };
        map = new AnchorGridMap(layout, rows, columns, anchors, perAnchor);
        return fits;
    }

    /// <summary>The shape that a layout asks for, for messages.</summary>
    public static string Describe(AnchorGridLayout layout, int anchors, int perAnchor) =>
        layout switch
        {
            AnchorGridLayout.ChannelsFirst => $"[{anchors * perAnchor}, rows, columns]",
            AnchorGridLayout.ChannelsLast => $"[rows, columns, {anchors * perAnchor}]",
            _ => $"[{anchors}, rows, columns, {perAnchor}]",
        };
}
