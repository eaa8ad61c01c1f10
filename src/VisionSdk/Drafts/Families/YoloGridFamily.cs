using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>YOLO with a tensor of anchors per scale: v2 (one scale, five anchors), v3 and the raw heads of v5 (three anchors each).</summary>
/// <remarks>
/// Redmon and Farhadi, "YOLO9000", CVPR 2017; "YOLOv3", 2018: anchors of <c>cfg/yolov2-voc.cfg</c> (cells) and <c>cfg/yolov3.cfg</c> (pixels of 416), which YOLOv5 keeps.
/// </remarks>
internal sealed class YoloGridFamily : IModelFamily
{
    private static readonly ImmutableArray<Anchor> Version2 =
    [
        new(1.3221f, 1.73145f),
        new(3.19275f, 4.00944f),
        new(5.05587f, 8.09892f),
        new(9.47112f, 4.84053f),
        new(11.2364f, 10.0071f),
    ];

    private static readonly ImmutableDictionary<int, ImmutableArray<Anchor>> Version3 = ImmutableDictionary.CreateRange<
        int,
        ImmutableArray<Anchor>
    >([
        KeyValuePair.Create<int, ImmutableArray<Anchor>>(8, [new(10, 13), new(16, 30), new(33, 23)]),
        KeyValuePair.Create<int, ImmutableArray<Anchor>>(16, [new(30, 61), new(62, 45), new(59, 119)]),
        KeyValuePair.Create<int, ImmutableArray<Anchor>>(32, [new(116, 90), new(156, 198), new(373, 326)]),
    ]);

    public FamilyMatch? Match(GraphView graph)
    {
        var heads = graph.Outputs.Select(output => YoloHead.Find(graph, output)).ToArray();
        if (
            heads.Length is not (1 or 3)
            || heads.Any(static head => head is null)
            || heads.Select(static head => (head!.Anchors, head.PerAnchor, head.Layout)).Distinct().Count() != 1
        )
        {
            return null;
        }

        var ordered = heads.OrderBy(static head => head!.Stride).Select(static head => head!).ToArray();
        var first = ordered[0];
        var isVersion2 = ordered.Length == 1;
        if (isVersion2 ? first.Stride != 32 : ordered.Any(static head => !Version3.ContainsKey(head.Stride)))
        {
            return null;
        }

        // YOLOv5's own layout, or its exporter's metadata, gives it away; v3 and v5 look the same otherwise.
        var isVersion5 = first.Layout == AnchorGridLayout.AnchorsFirst || graph.Report.Metadata.ContainsKey("stride");
        var family =
            isVersion2 ? "YOLOv2"
            : isVersion5 ? "YOLOv5"
            : "YOLOv3";
        var classes = first.PerAnchor - 5;
        return new FamilyMatch(
            family,
            VisionTask.Detection,
            new AnchorGridSettings
            {
                Tensors = [.. ordered.Select(static head => head.Output.Name)],
                Anchors = [.. ordered.Select(head => AnchorsOf(head, isVersion2))],
                Layout = first.Layout,
                BoxCoding = isVersion5 && !isVersion2 ? YoloBoxCoding.Quadratic : YoloBoxCoding.Exponential,
                ClassActivation = isVersion2 ? ScoreActivation.Softmax : ScoreActivation.Sigmoid,
                HasClassScores = classes > 0,
                ClassCount = Math.Max(classes, 1),
                MinConfidence = 0.3f,
            },
            GuessConfidence.Likely,
            $"{ordered.Length} head(s) of {first.Anchors} anchors with 5 + {classes} values at stride {string.Join(", ", ordered.Select(static head => head.Stride))}"
        )
        {
            Convention = new InputConvention(isVersion5 ? "Ultralytics' YOLO" : "Darknet")
            {
                Scale = 1 / 255f,
                PaddingValue = isVersion5 ? 114 : 127,
                Confidence = GuessConfidence.Assumed,
            },
            Classes = Math.Max(classes, 1),
            Labels = UltralyticsMetadata.Names(graph.Report.Metadata, Math.Max(classes, 1)),
            Doubts =
            [
                new(
                    "output.anchors",
                    isVersion2 ? "those of yolov2-voc" : "those of yolov3 on COCO",
                    GuessConfidence.Unknown,
                    "no graph tells its anchors; take them from the training's configuration (in cells: pixels / stride)"
                ),
                new(
                    "output.boxCoding",
                    isVersion5 && !isVersion2 ? "quadratic" : "exponential",
                    isVersion5 || isVersion2 ? GuessConfidence.Likely : GuessConfidence.Assumed,
                    isVersion5 || isVersion2
                        ? $"as {family} codes boxes"
                        : "as YOLOv3 codes boxes; heads of YOLOv5 look the same and are quadratic"
                ),
            ],
        };
    }

    private static ImmutableArray<Anchor> AnchorsOf(YoloHead head, bool isVersion2) =>
        isVersion2
            ? [.. Enumerable.Range(0, head.Anchors).Select(static index => Version2[index % Version2.Length])]
            :
            [
                .. Version3[head.Stride]
                    .Select(anchor => new Anchor(anchor.Width / head.Stride, anchor.Height / head.Stride)),
            ];
}
