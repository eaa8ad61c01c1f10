using System.Collections.Frozen;
using VisionSdk.Onnx;

namespace VisionSdk.Models.Builder;

/// <summary>Which importer makes which package's graph, and what the graph's tensors are called in ours.</summary>
internal static class Conversions
{
    private const string InputName = "input";

    private static readonly FrozenDictionary<string, Func<string, OnnxModel>> ById = new Dictionary<
        string,
        Func<string, OnnxModel>
    >
    {
        ["face-detector-tiny-yolo"] = FaceApiImporter.ImportTinyFaceDetector,
        ["face-detector-ssd"] = FaceApiImporter.ImportSsdMobileNet,
        ["face-landmarks-68"] = FaceApiImporter.ImportFaceLandmarks68,
        ["face-embedder-dlib"] = FaceApiImporter.ImportFaceRecognitionWithMirror,
        ["face-expression"] = FaceApiImporter.ImportFaceExpression,
        ["face-detector-blazeface"] = Graph(
            new TensorFlowOutput("Identity:0", "scores_16"),
            new TensorFlowOutput("Identity_2:0", "boxes_16"),
            new TensorFlowOutput("Identity_1:0", "scores_32"),
            new TensorFlowOutput("Identity_3:0", "boxes_32")
        ),
        ["face-mesh"] = Graph(new TensorFlowOutput("Identity_2:0", "mesh")),
        ["face-embedder-faceres"] = Graph(new TensorFlowOutput("global_pooling/Mean", "embedding")),
        ["face-antispoof"] = Graph(new TensorFlowOutput("Identity:0", "real")),
        ["face-liveness"] = Graph(new TensorFlowOutput("Identity:0", "probabilities")),
        // Cut before the graph's own top-k, which is fixed to a batch of one and to 100 peaks of any confidence.
        ["object-detector-centernet"] = Graph(
            new TensorFlowOutput("tower_0/keypoints", "heatmap"),
            new TensorFlowOutput("tower_0/wh", "distances")
        ),
        // The graph looks for the body nearest to the centre by flattening the batch away.
        ["body-pose-movenet"] = Graph(1, new TensorFlowOutput("Identity:0", "keypoints")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Converts the weights of a package.</summary>
    /// <param name="id">Id of the package.</param>
    /// <param name="weights">The manifest or graph file of the weights.</param>
    public static OnnxModel Convert(string id, string weights) =>
        ById.TryGetValue(id, out var convert)
            ? convert(weights)
            : throw new ModelLoadException(
                $"No conversion makes '{id}'. Add one to {nameof(Conversions)}.",
                id,
                weights
            );

    private static Func<string, OnnxModel> Graph(params TensorFlowOutput[] outputs) => Graph(null, outputs);

    private static Func<string, OnnxModel> Graph(int? batchSize, params TensorFlowOutput[] outputs) =>
        file =>
            TensorFlowGraphImporter.Import(
                file,
                new TensorFlowGraphOptions
                {
                    InputName = InputName,
                    Outputs = [.. outputs],
                    BatchSize = batchSize,
                }
            );
}
