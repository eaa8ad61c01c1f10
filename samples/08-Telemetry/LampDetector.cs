using System.Security.Cryptography;
using VisionSdk;
using VisionSdk.Onnx;

namespace Telemetry;

/// <summary>Writes packages of a detector for lamps that are lit: it is as sure as the picture is bright.</summary>
internal static class LampDetector
{
    public const string Id = "lamp-detector";

    private const int Side = 8;

    /// <summary>Writes a version that works.</summary>
    public static string Write(string folder, string version) => Write(folder, version, static (_, bright) => bright);

    /// <summary>Writes a version that divides by how dark the picture is: it passes every check, and fails on a white picture.</summary>
    public static string WriteFaulty(string folder, string version) =>
        Write(
            folder,
            version,
            static (graph, bright) =>
            {
                var dark = graph.Sub(graph.Constant(OnnxTensor.Float32([1], [1])), bright);
                return graph.Div(graph.Mul(bright, dark), dark);
            }
        );

    private static string Write(string folder, string version, Func<GraphBuilder, GraphValue, GraphValue> confidence)
    {
        var graph = new GraphBuilder(Id);
        var picture = graph.Input("picture", OnnxElementType.Float32, 1, 3, Side, Side);
        var mean = graph.Reshape(graph.ReduceMean(picture, [1, 2, 3], keepDimensions: false), 1, 1, 1);
        var box = graph.Constant(OnnxTensor.Float32([0, 0, Side, Side], [1, 1, 4]));
        var lamp = graph.Constant(OnnxTensor.Float32([0], [1, 1, 1]));
        graph.Output(graph.Concat(2, box, confidence(graph, mean), lamp), "boxes");
        var bytes = graph.Build().ToBytes();
        var manifest = new ModelManifest
        {
            Id = Id,
            Version = version,
            Task = VisionTask.Detection,
            Description = "Finds lamps that are lit.",
            Artifact = new ModelArtifact
            {
                File = "model.onnx",
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Size = bytes.Length,
                Opset = 17,
            },
            Provenance = new ModelProvenance
            {
                Source = "sample",
                SourceVersion = version,
                File = "none",
                License = "MIT",
                Notice = "None.",
            },
            Input = new ModelInput
            {
                Name = "picture",
                Width = Side,
                Height = Side,
                Scale = 1f / 255,
                MaxBatch = 1,
            },
            Output = new EndToEndSettings { Tensors = ["boxes"], MinConfidence = 0.1f },
            Labels = ["lamp"],
        };
        var package = Directory.CreateDirectory(Path.Combine(folder, Id, version)).FullName;
        File.WriteAllBytes(Path.Combine(package, manifest.Artifact.File), bytes);
        File.WriteAllBytes(
            Path.Combine(package, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(manifest)
        );
        return package;
    }
}
