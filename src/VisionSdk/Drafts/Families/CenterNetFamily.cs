namespace VisionSdk;

/// <summary>CenterNet: a heat map per class, and maps of the same size for the boxes.</summary>
/// <remarks>Zhou et al., "Objects as Points", 2019; BGR with the mean and deviation of its <c>src/lib/datasets/dataset/coco.py</c>.</remarks>
internal sealed class CenterNetFamily : IModelFamily
{
    private static readonly InputConvention Convention = new("the authors' CenterNet")
    {
        ColorOrder = ColorOrder.Bgr,
        Scale = 1 / 255f,
        Mean = [0.408f, 0.447f, 0.470f],
        StandardDeviation = [0.289f, 0.274f, 0.278f],
        Confidence = GuessConfidence.Assumed,
    };

    public FamilyMatch? Match(GraphView graph)
    {
        if (graph.Outputs.Length is not (2 or 3) || graph.Outputs.Any(static output => output.Shape.Length != 3))
        {
            return null;
        }

        var planar = graph.Picture?.Layout == TensorLayout.Nchw;
        var maps = graph.Outputs.Select(output => MapOf(output, planar)).ToArray();
        var (rows, columns) = (maps[0].Rows, maps[0].Columns);
        var stride = graph.StrideOf(rows, columns);
        if (stride is not (2 or 4 or 8) || maps.Any(map => map.Rows != rows || map.Columns != columns))
        {
            return null;
        }

        var sized = maps.Length == 3;
        var length = sized ? 2 : 4;
        var heats = maps.Where(map => map.Channels != length).ToArray();
        // As many classes as a box has values: only the names tell.
        var heat = heats is [var only] ? only : maps.FirstOrDefault(static map => IsHeat(map.Output.Name));
        var boxes = maps.Where(map => map != heat).ToArray();
        if (heat.Output is null || boxes.Length != maps.Length - 1 || boxes.Any(map => map.Channels != length))
        {
            return null;
        }

        // Sizes come before offsets in the authors' order; names say otherwise where they say anything.
        var ordered = boxes.OrderBy(static map => IsOffset(map.Output.Name)).Select(static map => map.Output.Name);
        var activation = heat.Output.ActivationOr(ScoreActivation.Sigmoid);
        return new FamilyMatch(
            "CenterNet",
            VisionTask.Detection,
            new CenterHeatmapSettings
            {
                Tensors = [heat.Output.Name, .. ordered],
                Stride = stride,
                Layout = planar ? TensorLayout.Nchw : TensorLayout.Nhwc,
                BoxCoding = sized ? CenterHeatmapCoding.SizeAndOffset : CenterHeatmapCoding.Sides,
                Activation = activation,
                ClassCount = (int)heat.Channels,
                MinConfidence = 0.3f,
            },
            GuessConfidence.Likely,
            $"'{heat.Output.Name}' is a map of {columns}x{rows} cells of {stride} pixels with {heat.Channels} classes, beside {(sized ? "two maps of 2 channels, sizes and offsets" : "a map of 4 channels, distances to the sides")}"
        )
        {
            Convention = Convention,
            Classes = (int)heat.Channels,
        };
    }

    private static bool IsHeat(string name) =>
        name.Contains("hm", StringComparison.OrdinalIgnoreCase)
        || name.Contains("heat", StringComparison.OrdinalIgnoreCase);

    private static bool IsOffset(string name) =>
        name.Contains("reg", StringComparison.OrdinalIgnoreCase)
        || name.Contains("off", StringComparison.OrdinalIgnoreCase);

    private static (GraphOutput Output, long Rows, long Columns, long Channels) MapOf(
        GraphOutput output,
        bool planar
    ) =>
        planar
            ? (output, output.Shape[1], output.Shape[2], output.Shape[0])
            : (output, output.Shape[0], output.Shape[1], output.Shape[2]);
}
