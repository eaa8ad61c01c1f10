namespace VisionSdk;

/// <summary>Graphs that decode and suppress themselves: rows of six values, or boxes, scores and classes apart.</summary>
internal sealed class EndToEndFamily : IModelFamily
{
    public FamilyMatch? Match(GraphView graph) => Rows(graph) ?? Parts(graph);

    private static FamilyMatch? Rows(GraphView graph)
    {
        if (graph.Outputs is not [{ Shape: [.., 6] } output] || output.Shape.Length > 2)
        {
            return null;
        }

        var names = UltralyticsMetadata.Names(graph.Report.Metadata, UltralyticsCount(graph));
        return new FamilyMatch(
            "end-to-end",
            VisionTask.Detection,
            new EndToEndSettings
            {
                Tensors = [output.Name],
                ClassCount = Math.Max(names.Length, 1),
                NmsIoUThreshold = 1,
            },
            GuessConfidence.Assumed,
            $"'{output}' is rows of six values: left, top, right, bottom, confidence, class"
        )
        {
            Convention = names.IsEmpty
                ? null
                : new InputConvention("Ultralytics' YOLO") { Scale = 1 / 255f, PaddingValue = 114 },
            Classes = Math.Max(names.Length, 1),
            Labels = names,
            Doubts =
            [
                new(
                    "output.classCount",
                    $"{Math.Max(names.Length, 1)}",
                    names.IsEmpty ? GuessConfidence.Unknown : GuessConfidence.Certain,
                    names.IsEmpty
                        ? "such an output does not tell how many classes there are: pass --labels"
                        : "the metadata names them"
                ),
                new(
                    "output.normalized",
                    "false",
                    GuessConfidence.Assumed,
                    "whether boxes are pixels or fractions shows only when the graph runs"
                ),
            ],
        };
    }

    private static FamilyMatch? Parts(GraphView graph)
    {
        var boxes = graph.Outputs.FirstOrDefault(static output => output.Last == 4 && Named(output, "box"));
        var scores = graph.Outputs.FirstOrDefault(static output => Named(output, "score"));
        var classes = graph.Outputs.FirstOrDefault(static output => Named(output, "class") || Named(output, "label"));
        if (boxes is null || scores is null || classes is null || classes == scores || scores.Shape.Length > 1)
        {
            return null;
        }

        // TensorFlow's names carry the prefix; its boxes are fractions, top first. torchvision's are pixels, left first.
        var isTensorFlow = boxes.Name.Contains("detection", StringComparison.OrdinalIgnoreCase);
        return new FamilyMatch(
            "SSD, end to end",
            VisionTask.Detection,
            new EndToEndSettings
            {
                Tensors = [boxes.Name, scores.Name, classes.Name],
                Normalized = isTensorFlow,
                YBeforeX = isTensorFlow,
                ClassOffset = 1,
                NmsIoUThreshold = 1,
            },
            GuessConfidence.Likely,
            $"outputs named '{boxes.Name}', '{scores.Name}' and '{classes.Name}': boxes that the graph has suppressed itself"
        )
        {
            Classes = 1,
            Doubts =
            [
                new(
                    "output.normalized",
                    isTensorFlow ? "true" : "false",
                    GuessConfidence.Assumed,
                    isTensorFlow
                        ? "TensorFlow's object detection API returns fractions, top before left"
                        : "torchvision returns pixels, left before top"
                ),
                new(
                    "output.classCount",
                    "1",
                    GuessConfidence.Unknown,
                    "such an output does not tell how many classes there are: pass --labels"
                ),
                new("output.classOffset", "1", GuessConfidence.Assumed, "class 0 is the background in both"),
            ],
        };
    }

    private static bool Named(GraphOutput output, string part) =>
        output.Name.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static int UltralyticsCount(GraphView graph) =>
        graph.Report.Metadata.TryGetValue("names", out var names) ? names.Split(':').Length - 1 : 0;
}
