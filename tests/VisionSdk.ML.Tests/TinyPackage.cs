using System.Security.Cryptography;
using VisionSdk.Onnx;

namespace VisionSdk.ML.Tests;

/// <summary>A model package in a folder of its own, around a graph that a test builds.</summary>
internal sealed class TinyPackage : IDisposable
{
    private const string GraphFile = "graph.onnx";

    private TinyPackage(string root, string folder)
    {
        Root = root;
        Folder = folder;
    }

    /// <summary>Root of a repository that holds this package only.</summary>
    public string Root { get; }

    public string Folder { get; }

    public string ArtifactPath => Path.Combine(Folder, GraphFile);

    public string ManifestPath => Path.Combine(Folder, ModelManifestSerializer.FileName);

    /// <summary>Writes a package.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">How pictures become tensors.</param>
    /// <param name="output">How tensors become results; its kind decides the task.</param>
    /// <param name="change">Last changes to the manifest.</param>
    public static TinyPackage Write(
        OnnxModel graph,
        ModelInput input,
        DecoderSettings output,
        Func<ModelManifest, ModelManifest>? change = null
    ) => Write(graph.ToBytes(), input, output, change);

    public static TinyPackage Write(
        byte[] bytes,
        ModelInput input,
        DecoderSettings output,
        Func<ModelManifest, ModelManifest>? change = null
    )
    {
        var manifest = new ModelManifest
        {
            Id = "tiny",
            Version = "1.0.0",
            Task = TaskOf(output),
            Description = "A graph of a test.",
            Artifact = new ModelArtifact
            {
                File = GraphFile,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Size = bytes.Length,
                Opset = 17,
            },
            Provenance = new ModelProvenance
            {
                Source = "test",
                SourceVersion = "1",
                File = GraphFile,
                License = "MIT",
                Notice = "None.",
            },
            Input = input,
            Output = output,
            Labels = output is ClassificationSettings or DetectorSettings ? ["class"] : [],
        };
        manifest = change?.Invoke(manifest) ?? manifest;
        var root = Directory.CreateTempSubdirectory("visionsdk-").FullName;
        var package = new TinyPackage(root, Path.Combine(root, manifest.Id, manifest.Version));
        Directory.CreateDirectory(package.Folder);
        File.WriteAllBytes(package.ArtifactPath, bytes);
        package.WriteManifest(manifest);
        return package;
    }

    /// <summary>A package whose network returns its own input: 1x3x2x2 or any batch of it.</summary>
    public static TinyPackage Identity(int maxBatch = 0, Func<ModelManifest, ModelManifest>? change = null)
    {
        var graph = new GraphBuilder("identity");
        OnnxDimension batch = maxBatch == 1 ? 1 : "N";
        var x = graph.Input("x", OnnxElementType.Float32, batch, 3, 2, 2);
        graph.Output(graph.Identity(x), "y");
        return Write(
            graph.Build(),
            SmallInput(maxBatch),
            Embedding("y"),
            manifest => change?.Invoke(Embeds(manifest)) ?? Embeds(manifest)
        );

        static ModelManifest Embeds(ModelManifest manifest) =>
            manifest with
            {
                Embedding = new EmbeddingSettings { Dimension = 12, Aligner = FaceAligner.None },
            };
    }

    /// <summary>An input of 2x2 pixels that takes them as they are.</summary>
    public static ModelInput SmallInput(int maxBatch = 0) =>
        new()
        {
            Name = "x",
            Width = 2,
            Height = 2,
            MaxBatch = maxBatch,
        };

    public static EmbeddingOutputSettings Embedding(params string[] tensors) => new() { Tensors = [.. tensors] };

    public ModelPackage Open() => ModelPackage.Open(Folder);

    public InferenceEngine Load(EngineOptions? options = null) => new(Open(), options);

    public void WriteManifest(ModelManifest manifest) =>
        File.WriteAllBytes(ManifestPath, ModelManifestSerializer.Serialize(manifest));

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static VisionTask TaskOf(DecoderSettings output) =>
        output switch
        {
            DetectorSettings => VisionTask.Detection,
            KeypointSettings => VisionTask.Keypoints,
            ClassificationSettings => VisionTask.Classification,
            _ => VisionTask.Embedding,
        };
}
