using System.Security.Cryptography;
using VisionSdk.ML;
using VisionSdk.Onnx;

namespace VisionSdk.Benchmarks;

/// <summary>A models folder with a detector that takes a few microseconds.</summary>
internal sealed class TinyModel : IDisposable
{
    public const int Side = 8;

    private const string Id = "tiny";

    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-benchmarks-").FullName;

    public TinyModel()
    {
        var graph = new GraphBuilder(Id);
        var picture = graph.Input("x", OnnxElementType.Float32, 1, 3, Side, Side);
        var mean = graph.ReduceMean(picture, [1, 2, 3], keepDimensions: false);
        var scaled = graph.Mul(
            graph.Reshape(mean, 1, 1, 1),
            graph.Constant(OnnxTensor.Float32([0, 0, 0, 0, 0.001f, 0], [1, 1, 6]))
        );
        graph.Output(graph.Add(scaled, graph.Constant(OnnxTensor.Float32([1, 1, 6, 6, 0.5f, 0], [1, 1, 6]))), "boxes");
        var bytes = graph.Build().ToBytes();
        var manifest = new ModelManifest
        {
            Id = Id,
            Version = "1.0.0",
            Task = VisionTask.Detection,
            Description = "A graph of a benchmark.",
            Artifact = new ModelArtifact
            {
                File = "model.onnx",
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Size = bytes.Length,
                Opset = 17,
            },
            Provenance = new ModelProvenance
            {
                Source = "benchmark",
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
            Labels = ["thing"],
        };
        var package = Directory.CreateDirectory(Path.Combine(_folder, Id, manifest.Version)).FullName;
        File.WriteAllBytes(Path.Combine(package, manifest.Artifact.File), bytes);
        File.WriteAllBytes(
            Path.Combine(package, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(manifest)
        );
    }

    /// <summary>Options under which the object detector is this one.</summary>
    public VisionSdkOptions Options
    {
        get
        {
            var options = new VisionSdkOptions { ModelsDirectory = _folder };
            options.Slots[VisionSlots.ObjectDetector] = Id;
            return options;
        }
    }

    public ModelPackage Open() => new ModelRepository(_folder).Find(Id)!;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
