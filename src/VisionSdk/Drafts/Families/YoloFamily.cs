using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>YOLO with one output for all scales: rows of YOLOX and YOLOv5, columns of YOLOv8.</summary>
/// <remarks>
/// Ge et al., "YOLOX", 2021 (one candidate per cell); Jocher et al., Ultralytics YOLOv5 and YOLOv8 (three anchors per cell and decoded rows;
/// one candidate per cell and decoded columns).
/// </remarks>
internal sealed class YoloFamily : IModelFamily
{
    private static readonly ImmutableArray<ImmutableArray<int>> Pyramids =
    [
        [8, 16, 32],
        [8, 16, 32, 64],
        [16, 32],
    ];

    private static readonly InputConvention Ultralytics = new("Ultralytics' YOLO")
    {
        Scale = 1 / 255f,
        PaddingValue = 114,
    };

    private static readonly InputConvention Yolox = new("YOLOX since version 0.1.1, which no longer normalises")
    {
        ColorOrder = ColorOrder.Bgr,
        Padding = PaddingPosition.RightBottom,
        PaddingValue = 114,
    };

    public FamilyMatch? Match(GraphView graph)
    {
        if (graph.Outputs is not [{ Shape: [var first, var second] } output] || graph.Size is null)
        {
            return null;
        }

        foreach (var strides in Pyramids)
        {
            var cells = graph.Cells(strides.AsSpan());
            var found = (first, second) switch
            {
                (> 4, _) when second == cells => Columns(graph, output, strides, (int)first - 4),
                (_, > 5) when first == cells => Rows(graph, output, strides, (int)second - 5),
                (_, > 5) when first == 3 * cells => AnchoredRows(graph, output, strides, (int)second - 5),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static FamilyMatch Columns(GraphView graph, GraphOutput output, ImmutableArray<int> strides, int classes) =>
        Create("YOLOv8", graph, output, strides, classes, Ultralytics) with
        {
            Output = new AnchorFreeSettings
            {
                Tensors = [output.Name],
                Transposed = true,
                HasObjectness = false,
                ClassCount = classes,
                MinConfidence = 0.25f,
                Activation = output.ActivationOr(ScoreActivation.Sigmoid),
            },
            Reason =
                $"'{output}' is 4 + {classes} rows of one column per cell of strides {string.Join(", ", strides)}: boxes in pixels and class scores, as YOLOv8 and its successors export",
        };

    private static FamilyMatch Rows(GraphView graph, GraphOutput output, ImmutableArray<int> strides, int classes)
    {
        // Sigmoid is part of YOLOX's head; arithmetic behind it means that the export decoded the boxes.
        var isDecoded = output.ComputedBy.Any(static name => name is "Mul" or "Add" or "Exp");
        return Create("YOLOX", graph, output, strides, classes, Yolox) with
        {
            Output = new AnchorFreeSettings
            {
                Tensors = [output.Name],
                Strides = isDecoded ? [] : strides,
                ClassCount = classes,
                MinConfidence = 0.3f,
                Activation = output.ActivationOr(ScoreActivation.Sigmoid),
            },
            Reason =
                $"'{output}' is one row of 5 + {classes} values per cell of strides {string.Join(", ", strides)}, as YOLOX has",
            Doubts =
            [
                new(
                    "output.strides",
                    isDecoded ? "[]" : $"[{string.Join(", ", strides)}]",
                    GuessConfidence.Likely,
                    isDecoded
                        ? $"the output is computed by {string.Join(", ", output.ComputedBy)}: the boxes are decoded, in pixels"
                        : "nothing behind the convolutions and their sigmoids decodes the boxes"
                ),
            ],
        };
    }

    private static FamilyMatch AnchoredRows(
        GraphView graph,
        GraphOutput output,
        ImmutableArray<int> strides,
        int classes
    ) =>
        Create("YOLOv5", graph, output, strides, classes, Ultralytics) with
        {
            Output = new AnchorFreeSettings
            {
                Tensors = [output.Name],
                ClassCount = classes,
                MinConfidence = 0.25f,
                Activation = output.ActivationOr(ScoreActivation.Sigmoid),
            },
            Reason =
                $"'{output}' is three rows of 5 + {classes} values per cell of strides {string.Join(", ", strides)}: decoded boxes in pixels, as YOLOv5 exports",
        };

    private static FamilyMatch Create(
        string family,
        GraphView graph,
        GraphOutput output,
        ImmutableArray<int> strides,
        int classes,
        InputConvention convention
    ) =>
        new(
            family,
            VisionTask.Detection,
            new AnchorFreeSettings { Tensors = [output.Name] },
            GuessConfidence.Likely,
            ""
        )
        {
            Convention = convention,
            Classes = classes,
            Labels = UltralyticsMetadata.Names(graph.Report.Metadata, classes),
        };
}
