using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>UltraFace: as many rows of two scores and four corners as its four grids of priors have.</summary>
/// <remarks>Linzaer, "Ultra-Light-Fast-Generic-Face-Detector-1MB", 2019: strides, priors and (x − 127) / 128 of its <c>vision/ssd/config/fd_config.py</c>.</remarks>
internal sealed class UltraFaceFamily : IModelFamily
{
    private static readonly ImmutableArray<PriorGrid> Grids = [new(8, 3), new(16, 2), new(32, 2), new(64, 3)];

    private static readonly ImmutableArray<ImmutableArray<Anchor>> Sizes =
    [
        [new(10, 10), new(16, 16), new(24, 24)],
        [new(32, 32), new(48, 48)],
        [new(64, 64), new(96, 96)],
        [new(128, 128), new(192, 192), new(256, 256)],
    ];

    private static readonly InputConvention Convention = new InputConvention("UltraFace's training and demos")
    {
        Resize = ResizeMode.Stretch,
    }.Centered(127, 128);

    public FamilyMatch? Match(GraphView graph)
    {
        var priors = Grids.Sum(grid => graph.Cells(grid.Stride) * grid.PriorsPerCell);
        var boxes = graph.Outputs.FirstOrDefault(output => output.Last == 4 && output.Rows == priors);
        var scores = graph.Outputs.FirstOrDefault(output => output.Last == 2 && output.Rows == priors);
        if (priors == 0 || boxes is null || scores is null)
        {
            return null;
        }

        var settings = new PriorBoxSettings
        {
            Tensors = [scores.Name, boxes.Name],
            BoxCoding = boxes.IsRaw ? PriorBoxCoding.CenterSize : PriorBoxCoding.Corners,
            Grids = boxes.IsRaw ? Grids : [],
            PriorSizes = boxes.IsRaw ? Sizes : [],
            Activation = scores.ActivationOr(ScoreActivation.Softmax),
            ClassOffset = 1,
            MinConfidence = 0.7f,
            NmsIoUThreshold = 0.3f,
        };
        return new FamilyMatch(
            "UltraFace",
            VisionTask.Detection,
            settings,
            GuessConfidence.Likely,
            $"'{scores.Name}' and '{boxes.Name}' have {priors} rows: 3, 2, 2 and 3 priors per cell at strides 8, 16, 32 and 64 of {graph.Size}, as UltraFace has; of two scores the first is the background"
        )
        {
            Convention = Convention,
            Classes = 1,
            Labels = ["face"],
            Doubts =
            [
                boxes.IsRaw
                    ? new(
                        "output.boxCoding",
                        "center-size",
                        GuessConfidence.Likely,
                        "the boxes come straight from convolutions"
                    )
                    : new(
                        "output.boxCoding",
                        "corners",
                        GuessConfidence.Likely,
                        $"the boxes are computed by {string.Join(", ", boxes.ComputedBy)}: the graph decodes them itself, to corners in 0 … 1"
                    ),
            ],
        };
    }
}
