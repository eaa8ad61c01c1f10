using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>BlazeFace: 896 rows of a score and of a box with six keypoints, in one pair of tensors or one pair per grid.</summary>
/// <remarks>Bazarevsky et al., "BlazeFace", 2019; grids of MediaPipe's front (128 pixels) and back (256 pixels) models, x / 127.5 − 1.</remarks>
internal sealed class BlazeFaceFamily : IModelFamily
{
    private const int RowLength = 16;
    private const int Keypoints = 6;

    public FamilyMatch? Match(GraphView graph)
    {
        if (graph.Size is not { Width: 128 or 256 } size || size.Width != size.Height)
        {
            return null;
        }

        var half = size.Width / 16;
        ImmutableArray<PriorGrid> grids = [new(half, 2), new(2 * half, 6)];
        var pairs = Pairs(graph, grids);
        if (pairs.IsEmpty)
        {
            return null;
        }

        return new FamilyMatch(
            "BlazeFace",
            VisionTask.Detection,
            new PriorBoxSettings
            {
                Tensors = pairs,
                BoxCoding = PriorBoxCoding.CenterOffset,
                Grids = grids,
                Activation = graph
                    .Outputs.First(output => output.Name == pairs[0])
                    .ActivationOr(ScoreActivation.Sigmoid),
                KeypointsPerBox = Keypoints,
                NmsIoUThreshold = 0.3f,
            },
            GuessConfidence.Likely,
            $"896 rows of 16 values, a box and six keypoints, for {size}: 2 and 6 boxes per cell of {half} and {2 * half} pixels"
        )
        {
            Convention = new InputConvention("MediaPipe's BlazeFace").Centered(127.5f, 127.5f),
            Classes = 1,
            Labels = ["face"],
        };
    }

    private static ImmutableArray<string> Pairs(GraphView graph, ImmutableArray<PriorGrid> grids)
    {
        long[] counts = [.. grids.Select(grid => graph.Cells(grid.Stride) * grid.PriorsPerCell)];
        foreach (var rows in new[] { [counts.Sum()], counts })
        {
            string?[] names =
            [
                .. rows.SelectMany(count => new[] { Find(graph, count, 1), Find(graph, count, RowLength) }),
            ];
            if (names.Length == graph.Outputs.Length && names.All(static name => name is not null))
            {
                return [.. names!];
            }
        }

        return [];
    }

    private static string? Find(GraphView graph, long rows, int length) =>
        graph.Outputs.FirstOrDefault(output => output.Rows == rows && output.Last == length)?.Name;
}
