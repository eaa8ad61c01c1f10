using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>SCRFD: for each of three (or five) strides a score, four distances and, in most files, five keypoints.</summary>
/// <remarks>Guo et al., "Sample and Computation Redistribution for Efficient Face Detection", ICLR 2022; (x − 127.5) / 128 as InsightFace feeds it.</remarks>
internal sealed class ScrfdFamily : IModelFamily
{
    public FamilyMatch? Match(GraphView graph)
    {
        var scores = WithLast(graph, 1);
        var distances = WithLast(graph, 4);
        var points = WithLast(graph, 10);
        var scales = scores.Length;
        var hasPoints = points.Length > 0;
        if (
            scales is not (3 or 5)
            || distances.Length != scales
            || (hasPoints && points.Length != scales)
            || graph.Outputs.Length != scales + distances.Length + points.Length
        )
        {
            return null;
        }

        ImmutableArray<int> strides = scales == 3 ? [8, 16, 32] : [8, 16, 32, 64, 128];
        var cells = graph.Cells(strides[0]);
        var isCounted = cells > 0 && scores[0].Rows > 0;
        var perCell = isCounted ? scores[0].Rows / cells : 2;
        if (perCell < 1 || (isCounted && scores[0].Rows % cells != 0))
        {
            return null;
        }

        return new FamilyMatch(
            "SCRFD",
            VisionTask.Detection,
            new ScrfdSettings
            {
                Tensors = [.. scores.Concat(distances).Concat(points).Select(static output => output.Name)],
                Strides = strides,
                AnchorsPerCell = (int)perCell,
                KeypointsPerBox = hasPoints ? 5 : 0,
                Activation = scores[0].ActivationOr(ScoreActivation.Sigmoid),
                NmsIoUThreshold = 0.4f,
            },
            isCounted ? GuessConfidence.Likely : GuessConfidence.Assumed,
            $"{scales} outputs each of rows of 1, 4{(hasPoints ? " and 10" : "")} values: scores, distances{(hasPoints ? ", five keypoints" : "")} at strides {string.Join(", ", strides)}"
        )
        {
            Convention = new InputConvention("InsightFace's SCRFD") { Padding = PaddingPosition.RightBottom }.Centered(
                127.5f,
                128
            ),
            Classes = 1,
            Labels = ["face"],
            Doubts =
            [
                new(
                    "output.anchorsPerCell",
                    $"{perCell}",
                    isCounted ? GuessConfidence.Certain : GuessConfidence.Assumed,
                    isCounted
                        ? $"{scores[0].Rows} rows for {cells} cells of 8 pixels"
                        : "the file does not say how many rows there are; SCRFD has 2"
                ),
            ],
        };
    }

    private static ImmutableArray<GraphOutput> WithLast(GraphView graph, int last) =>
        [.. graph.Outputs.Where(output => output.Last == last).OrderByDescending(static output => output.Rows)];
}
