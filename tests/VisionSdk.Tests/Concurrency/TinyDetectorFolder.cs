using System.Security.Cryptography;
using VisionSdk.Onnx;

namespace VisionSdk.Tests;

/// <summary>A models folder with one tiny detector whose box follows from the picture.</summary>
internal sealed class TinyDetectorFolder : IDisposable
{
    private const string Detector = "tiny";
    private const int Side = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A convolution, its mean as five numbers in (0, 1), and a box and a confidence made of them.</summary>
    public TinyDetectorFolder()
    {
        var graph = new GraphBuilder(Detector);
        var x = graph.Input("x", OnnxElementType.Float32, 1, 3, Side, Side);
        var random = new Random(7);
        var weights = Enumerable.Range(0, 6 * 3 * 3 * 3).Select(_ => (random.NextSingle() - 0.5f) / 60).ToArray();
        var features = graph.GlobalAveragePool(
            graph.Tanh(graph.Conv(x, graph.Constant(OnnxTensor.Float32(weights, [6, 3, 3, 3]))))
        );
        // (-1, 1) to left, top in (0, 6), right, bottom in (10, 16), confidence in (0.6, 1), class 0.
        var scale = graph.Constant(OnnxTensor.Float32([3, 3, 3, 3, 0.2f, 0], [1, 1, 6]));
        var offset = graph.Constant(OnnxTensor.Float32([3, 3, 13, 13, 0.8f, 0], [1, 1, 6]));
        graph.Output(graph.Add(graph.Mul(graph.Reshape(features, 1, 1, 6), scale), offset), "boxes");
        var bytes = graph.Build().ToBytes();
        Write(
            new ModelManifest
            {
                Id = Detector,
                Version = "1.0.0",
                Task = VisionTask.Detection,
                Description = "A graph of a test.",
                Artifact = new ModelArtifact
                {
                    File = "model.onnx",
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                    Size = bytes.Length,
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
                Labels = ["thing"],
            },
            bytes
        );
    }

    /// <summary>Options under which the object detector is this one.</summary>
    public VisionSdkOptions Options
    {
        get
        {
            var options = new VisionSdkOptions { ModelsDirectory = _folder };
            options.Slots[VisionSlots.ObjectDetector] = Detector;
            return options;
        }
    }

    private void Write(ModelManifest manifest, byte[] graph)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, manifest.Id, manifest.Version)).FullName;
        File.WriteAllBytes(Path.Combine(folder, manifest.Artifact.File), graph);
        File.WriteAllBytes(
            Path.Combine(folder, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(manifest)
        );
    }
}
