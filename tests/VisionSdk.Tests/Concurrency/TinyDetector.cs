using System.Security.Cryptography;
using VisionSdk.Onnx;

namespace VisionSdk.Tests;

/// <summary>A detector of a few hundred weights whose box follows from the picture.</summary>
internal static class TinyDetector
{
    public const string Id = "tiny";

    private const int Side = 16;

    /// <summary>Writes a version's package: a convolution, its mean as five numbers in (0, 1), and a box and a confidence made of them.</summary>
    /// <param name="root">A models folder.</param>
    /// <param name="version">The version.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="label">What it calls everything that it finds.</param>
    /// <param name="confidence">How far its confidences differ; what is no number makes them none.</param>
    /// <param name="change">What its manifest says otherwise, right or wrong.</param>
    /// <returns>The package's folder.</returns>
    public static string Write(
        string root,
        string version,
        int seed,
        string label,
        float confidence = 0.2f,
        Func<ModelManifest, ModelManifest>? change = null
    )
    {
        var graph = Graph(seed, confidence);
        var manifest = Manifest(version, label, graph);
        manifest = change?.Invoke(manifest) ?? manifest;
        var folder = Directory.CreateDirectory(Path.Combine(root, Id, version)).FullName;
        File.WriteAllBytes(Path.Combine(folder, manifest.Artifact.File), graph);
        File.WriteAllBytes(
            Path.Combine(folder, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(manifest)
        );
        return folder;
    }

    private static byte[] Graph(int seed, float confidence)
    {
        var graph = new GraphBuilder(Id);
        var x = graph.Input("x", OnnxElementType.Float32, 1, 3, Side, Side);
        var random = new Random(seed);
        var weights = Enumerable.Range(0, 6 * 3 * 3 * 3).Select(_ => (random.NextSingle() - 0.5f) / 60).ToArray();
        var features = graph.GlobalAveragePool(
            graph.Tanh(graph.Conv(x, graph.Constant(OnnxTensor.Float32(weights, [6, 3, 3, 3]))))
        );
        // (-1, 1) to left, top in (0, 6), right, bottom in (10, 16), confidence in (0.6, 1), class 0.
        var scale = graph.Constant(OnnxTensor.Float32([3, 3, 3, 3, confidence, 0], [1, 1, 6]));
        var offset = graph.Constant(OnnxTensor.Float32([3, 3, 13, 13, 0.8f, 0], [1, 1, 6]));
        graph.Output(graph.Add(graph.Mul(graph.Reshape(features, 1, 1, 6), scale), offset), "boxes");
        return graph.Build().ToBytes();
    }

    private static ModelManifest Manifest(string version, string label, byte[] graph) =>
        new()
        {
            Id = Id,
            Version = version,
            Task = VisionTask.Detection,
            Description = "A graph of a test.",
            Artifact = new ModelArtifact
            {
                File = "model.onnx",
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(graph)),
                Size = graph.Length,
                Opset = 17,
            },
            Provenance = new ModelProvenance
            {
                Source = "test",
                SourceVersion = "1",
                File = "none",
                License = "MIT",
                Notice = "None.",
            },
            Input = new ModelInput
            {
                Name = "x",
                Width = Side,
                Height = Side,
                MaxBatch = 1,
            },
            Output = new EndToEndSettings { Tensors = ["boxes"], MinConfidence = 0.1f },
            Labels = [label],
        };
}
