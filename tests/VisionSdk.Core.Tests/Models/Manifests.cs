using System.Text;
using System.Text.Json.Nodes;

namespace VisionSdk.Core.Tests;

/// <summary>Valid manifests of every kind, as a package author would write them.</summary>
internal static class Manifests
{
    private static readonly ModelInput Input = new()
    {
        Name = "input",
        Width = 416,
        Height = 416,
        SizeMultiple = 32,
        Scale = 1f / 255,
        Mean = [0.5f, 0.4f, 0.3f],
        StandardDeviation = [0.2f, 0.2f, 0.1f],
    };

    public static readonly ModelManifest Detector = new()
    {
        Id = "face-detector-test",
        Version = "1.2.3-rc.1+build.5",
        Task = VisionTask.Detection,
        Description = "Finds faces.",
        Artifact = new ModelArtifact
        {
            File = "model.onnx",
            Sha256 = new string('a', 64),
            Size = 1234,
            Opset = 17,
        },
        Provenance = new ModelProvenance
        {
            Source = "npm:example",
            SourceVersion = "1.0.0",
            File = "weights.bin",
            License = "MIT",
            Notice = "Copyright (c) the authors",
        },
        Input = Input,
        Output = new AnchorGridSettings
        {
            Tensors = ["head"],
            Anchors =
            [
                [new Anchor(1.5f, 2), new Anchor(6, 7)],
            ],
            HasClassScores = false,
        },
        Labels = ["face"],
    };

    public static readonly ModelManifest Embedder = Detector with
    {
        Id = "face-embedder-test",
        Task = VisionTask.Embedding,
        Output = new EmbeddingOutputSettings { Tensors = ["embedding"] },
        Labels = [],
        Embedding = new EmbeddingSettings
        {
            Dimension = 128,
            Aligner = FaceAligner.Dlib68,
            ChipPadding = 0.25f,
        },
        Thresholds = [Threshold(1e-3, 0.2), Threshold(1e-2, 0.3)],
        Golden = new GoldenRun
        {
            Seed = 7,
            Minimum = 0,
            Maximum = 255,
            Outputs =
            [
                new GoldenOutput
                {
                    Tensor = "embedding",
                    Length = 128,
                    Scale = 0.4f,
                    MeanAbsolute = 0.1f,
                    Positions = [0, 5, 127],
                    Values = [0.1f, -0.4f, 0.2f],
                },
            ],
        },
    };

    public static readonly ModelManifest Classifier = Detector with
    {
        Id = "face-expression-test",
        Task = VisionTask.Classification,
        Output = new ClassificationSettings { Tensors = ["scores"], Activation = ScoreActivation.Softmax },
        Labels = ["happy", "sad"],
    };

    public static readonly ModelManifest Landmarks = Detector with
    {
        Id = "face-landmarks-test",
        Task = VisionTask.Keypoints,
        Output = new KeypointSettings
        {
            Tensors = ["points"],
            Count = 68,
            Normalized = true,
        },
        Labels = [],
    };

    /// <summary>One manifest for each kind of decoder that the JSON can name.</summary>
    public static readonly IReadOnlyDictionary<string, ModelManifest> ByDecoder = new Dictionary<string, ModelManifest>
    {
        ["anchor-grid"] = Detector,
        ["anchor-free"] = WithOutput(new AnchorFreeSettings { Tensors = ["output"], Strides = [8, 16, 32] }),
        ["prior-box"] = WithOutput(
            new PriorBoxSettings
            {
                Tensors = ["scores", "boxes"],
                BoxCoding = PriorBoxCoding.CenterSize,
                Grids = [new PriorGrid(16, 2)],
                PriorSizes =
                [
                    [new Anchor(16, 16), new Anchor(32, 32)],
                ],
                KeypointsPerBox = 6,
            }
        ),
        ["center-heatmap"] = WithOutput(new CenterHeatmapSettings { Tensors = ["heat", "sides"] }),
        ["scrfd"] = WithOutput(
            new ScrfdSettings { Tensors = ["s8", "s16", "s32", "b8", "b16", "b32", "k8", "k16", "k32"] }
        ),
        ["yunet"] = WithOutput(
            new YuNetSettings
            {
                Tensors = ["c8", "c16", "c32", "o8", "o16", "o32", "b8", "b16", "b32", "k8", "k16", "k32"],
            }
        ),
        ["end-to-end"] = WithOutput(new EndToEndSettings { Tensors = ["detections"], Normalized = true }),
        ["keypoints"] = Landmarks,
        ["classification"] = Classifier,
        ["embedding"] = Embedder,
    };

    public static DecisionThreshold Threshold(double falseMatchRate, double distance) =>
        new()
        {
            FalseMatchRate = falseMatchRate,
            Distance = distance,
            DataSet = "pairs",
            Comparisons = 1000,
            FalseMatches = 1,
            LowerBound = 0.0001,
            UpperBound = 0.01,
            TrueAcceptRate = 0.95,
        };

    public static ModelManifest WithOutput(DetectorSettings output) => Detector with { Output = output };

    public static JsonObject ToJson(ModelManifest manifest) =>
        JsonNode.Parse(ModelManifestSerializer.Serialize(manifest))!.AsObject();

    public static ModelManifest Read(JsonNode json) =>
        ModelManifestSerializer.Deserialize(Encoding.UTF8.GetBytes(json.ToJsonString()), "package/model.json");
}
