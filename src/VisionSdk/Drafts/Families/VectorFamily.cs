namespace VisionSdk;

/// <summary>One vector per picture: an embedder, or a classifier.</summary>
/// <remarks>
/// Deng et al., "ArcFace", CVPR 2019: 112x112 chips by five points, (x − 127.5) / 127.5, which most face embedders follow.
/// </remarks>
internal sealed class VectorFamily : IModelFamily
{
    private const int ArcFaceSide = 112;
    private const int ImageNetClasses = 1000;

    private static readonly InputConvention ArcFace = new InputConvention("InsightFace's ArcFace").Centered(
        127.5f,
        127.5f
    ) with
    {
        Confidence = GuessConfidence.Assumed,
    };

    private static readonly InputConvention ImageNet = new("ImageNet classifiers of PyTorch")
    {
        Scale = 1 / 255f,
        Mean = [0.485f, 0.456f, 0.406f],
        StandardDeviation = [0.229f, 0.224f, 0.225f],
        Resize = ResizeMode.Crop,
        Confidence = GuessConfidence.Assumed,
    };

    public FamilyMatch? Match(GraphView graph)
    {
        if (graph.Outputs is not [var output] || LengthOf(output) is not { } length || length < 2)
        {
            return null;
        }

        var task = graph.Hints.Task ?? TaskOf(graph, output, length);
        return task switch
        {
            VisionTask.Embedding => Embedder(graph, output, (int)length),
            VisionTask.Classification => Classifier(graph, output, (int)length),
            _ => null,
        };
    }

    private static VisionTask TaskOf(GraphView graph, GraphOutput output, long length) =>
        output.IsSoftmax
        || length is ImageNetClasses or < 64
        || graph.Report.Metadata.ContainsKey("names")
        || output.Name.Contains("prob", StringComparison.OrdinalIgnoreCase)
        || output.Name.Contains("class", StringComparison.OrdinalIgnoreCase)
        || output.Name.Contains("logit", StringComparison.OrdinalIgnoreCase)
            ? VisionTask.Classification
            : VisionTask.Embedding;

    private static FamilyMatch Embedder(GraphView graph, GraphOutput output, int length)
    {
        var isFace = graph.Size is { Width: ArcFaceSide, Height: ArcFaceSide };
        var aligner = isFace ? FaceAligner.ArcFace5 : FaceAligner.None;
        return new FamilyMatch(
            isFace ? "ArcFace" : "embedder",
            VisionTask.Embedding,
            new EmbeddingOutputSettings { Tensors = [output.Name] },
            isFace ? GuessConfidence.Likely : GuessConfidence.Assumed,
            $"one output of {length} values without a soft-max{(isFace ? " from 112x112 pixels, the size of ArcFace's chips" : "")}"
        )
        {
            Convention = isFace ? ArcFace : null,
            Embedding = new EmbeddingSettings { Dimension = length, Aligner = aligner },
            Doubts =
            [
                new("embedding.dimension", $"{length}", GuessConfidence.Certain, $"'{output}'"),
                new(
                    "embedding.aligner",
                    isFace ? "arcface-5" : "none",
                    isFace ? GuessConfidence.Likely : GuessConfidence.Unknown,
                    isFace
                        ? "112x112 is the size of the five-point template"
                        : "how the picture is cut is not in the file: none takes the whole picture or the caller's box"
                ),
                new(
                    "embedding.metric",
                    "cosine",
                    GuessConfidence.Assumed,
                    "nearly all embedders are compared by direction, at unit length"
                ),
            ],
        };
    }

    private static FamilyMatch Classifier(GraphView graph, GraphOutput output, int length) =>
        new(
            "classifier",
            VisionTask.Classification,
            new ClassificationSettings
            {
                Tensors = [output.Name],
                Activation = output.ActivationOr(ScoreActivation.Softmax),
            },
            output.IsSoftmax || length == ImageNetClasses ? GuessConfidence.Likely : GuessConfidence.Assumed,
            $"one output of {length} values{(output.IsSoftmax ? " behind a soft-max" : "")}: a score per class"
        )
        {
            Convention = length == ImageNetClasses ? ImageNet : null,
            Classes = length,
            Labels = UltralyticsMetadata.Names(graph.Report.Metadata, length),
        };

    // [512] or [512, 1, 1].
    private static long? LengthOf(GraphOutput output) =>
        output.Shape.Count(static length => length != 1) == 1 && output.Shape[0] > 1 ? output.Shape[0] : null;
}
