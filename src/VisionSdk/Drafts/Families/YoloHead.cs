namespace VisionSdk;

/// <summary>One head of anchors: a grid over the input with some values per anchor.</summary>
internal sealed record YoloHead(GraphOutput Output, int Stride, int Anchors, int PerAnchor, AnchorGridLayout Layout)
{
    private const int BoxValues = 5;

    public static YoloHead? Find(GraphView graph, GraphOutput output) =>
        output.Shape switch
        {
            [var a, var h, var w, var k] when IsHead(a, k) && graph.StrideOf(h, w) > 0 => Create(
                graph,
                output,
                (h, w),
                a,
                k,
                AnchorGridLayout.AnchorsFirst
            ),
            [var a, var k, var h, var w] when IsHead(a, k) && graph.StrideOf(h, w) > 0 => Create(
                graph,
                output,
                (h, w),
                a,
                k,
                AnchorGridLayout.ChannelsFirst
            ),
            [var h, var w, var a, var k] when IsHead(a, k) && graph.StrideOf(h, w) > 0 => Create(
                graph,
                output,
                (h, w),
                a,
                k,
                AnchorGridLayout.ChannelsLast
            ),
            [var k, var h, var w] when graph.StrideOf(h, w) > 0 => Split(
                graph,
                output,
                (h, w),
                k,
                AnchorGridLayout.ChannelsFirst
            ),
            [var h, var w, var k] when graph.StrideOf(h, w) > 0 => Split(
                graph,
                output,
                (h, w),
                k,
                AnchorGridLayout.ChannelsLast
            ),
            _ => null,
        };

    private static bool IsHead(long anchors, long perAnchor) => anchors is 3 or 5 && perAnchor >= BoxValues;

    // All channels in one dimension: five anchors where there is a single head, three otherwise.
    private static YoloHead? Split(
        GraphView graph,
        GraphOutput output,
        (long Rows, long Columns) grid,
        long channels,
        AnchorGridLayout layout
    )
    {
        var anchors = graph.Outputs.Length == 1 ? 5 : 3;
        return channels % anchors == 0 && channels / anchors >= BoxValues
            ? Create(graph, output, grid, anchors, channels / anchors, layout)
            : null;
    }

    private static YoloHead Create(
        GraphView graph,
        GraphOutput output,
        (long Rows, long Columns) grid,
        long anchors,
        long perAnchor,
        AnchorGridLayout layout
    ) => new(output, graph.StrideOf(grid.Rows, grid.Columns), (int)anchors, (int)perAnchor, layout);
}
