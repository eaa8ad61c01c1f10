using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>Manifests of models that are never run.</summary>
internal static class Manifests
{
    public static readonly string Sha256 = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    public static ModelManifest Detector(string id, string version = "1.0.0") =>
        Create(id, version, VisionTask.Detection, new EndToEndSettings { Tensors = ["boxes"] }) with
        {
            Labels = ["thing"],
        };

    public static ModelManifest Other(string id) =>
        Create(id, "1.0.0", VisionTask.Classification, new ClassificationSettings { Tensors = ["scores"] }) with
        {
            Labels = ["thing"],
        };

    public static ModelManifest Embedder(string id, params IEnumerable<DecisionThreshold> thresholds) =>
        Create(id, "1.0.0", VisionTask.Embedding, new EmbeddingOutputSettings { Tensors = ["embedding"] }) with
        {
            Embedding = new EmbeddingSettings { Dimension = 2, Aligner = FaceAligner.Dlib68 },
            Thresholds = [.. thresholds],
        };

    public static DecisionThreshold Threshold(double rate, double distance) =>
        new()
        {
            FalseMatchRate = rate,
            Distance = distance,
            DataSet = "invented",
            Comparisons = 100_000,
            FalseMatches = (long)(rate * 100_000),
            LowerBound = rate / 2,
            UpperBound = rate * 2,
        };

    private static ModelManifest Create(string id, string version, VisionTask task, DecoderSettings output)
    {
        var manifest = FakeManifest.Create(id, task, output);
        return manifest with { Version = version, Artifact = manifest.Artifact with { Sha256 = Sha256 } };
    }
}
