using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>YuNet: class, objectness, box and keypoints for each of three strides, one row per cell.</summary>
/// <remarks>Wu et al., "YuNet", Machine Intelligence Research 20, 2023; BGR 0 … 255 as OpenCV's <c>FaceDetectorYN</c> feeds it.</remarks>
internal sealed class YuNetFamily : IModelFamily
{
    private static readonly ImmutableArray<int> Strides = [8, 16, 32];

    public FamilyMatch? Match(GraphView graph)
    {
        var kinds = Kinds(graph);
        if (kinds is not [{ Length: 3 } classes, { Length: 3 } objectness, { Length: 3 } boxes, { Length: 3 } points])
        {
            return null;
        }

        return new FamilyMatch(
            "YuNet",
            VisionTask.Detection,
            new YuNetSettings
            {
                Tensors = [.. classes, .. objectness, .. boxes, .. points],
                Strides = Strides,
                MinConfidence = 0.6f,
                NmsIoUThreshold = 0.3f,
            },
            GuessConfidence.Likely,
            "12 outputs, named cls, obj, bbox and kps, for strides 8, 16 and 32 with one row per cell"
        )
        {
            Convention = new InputConvention("OpenCV's FaceDetectorYN")
            {
                ColorOrder = ColorOrder.Bgr,
                Padding = PaddingPosition.RightBottom,
            },
            Classes = 1,
            Labels = ["face"],
        };
    }

    private static ImmutableArray<string>[] Kinds(GraphView graph) =>
        graph.Outputs.Length == 12
            ? [Named(graph, "cls", 1), Named(graph, "obj", 1), Named(graph, "bbox", 4), Named(graph, "kps", 10)]
            : [];

    // Larger strides have fewer rows; where rows are not declared, the order of the file stands.
    private static ImmutableArray<string> Named(GraphView graph, string prefix, int length) =>
        [
            .. graph
                .Outputs.Where(output =>
                    output.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && output.Last == length
                )
                .OrderByDescending(static output => output.Rows)
                .Select(static output => output.Name),
        ];
}
