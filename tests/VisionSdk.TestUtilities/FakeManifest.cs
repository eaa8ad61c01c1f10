namespace VisionSdk.TestUtilities;

/// <summary>Valid manifests of models that are never run, with as little in them as a manifest can have.</summary>
public static class FakeManifest
{
    /// <summary>A model of any task.</summary>
    public static ModelManifest Create(string id, VisionTask task, DecoderSettings output) =>
        new()
        {
            Id = id,
            Version = "1.0.0",
            Task = task,
            Description = "A fake.",
            Artifact = new ModelArtifact
            {
                File = "model.onnx",
                Sha256 = new string('a', 64),
                Size = 1,
                Opset = 17,
            },
            Provenance = new ModelProvenance
            {
                Source = "tests",
                SourceVersion = "1",
                File = "none",
                License = "MIT",
                Notice = "none",
            },
            Input = new ModelInput
            {
                Name = "image",
                Width = 32,
                Height = 32,
            },
            Output = output,
        };

    /// <summary>An embedder of whole pictures, for tests that make the vectors themselves.</summary>
    public static ModelManifest Embedder(string id, int dimension) =>
        Create(id, VisionTask.Embedding, new EmbeddingOutputSettings { Tensors = ["embedding"] }) with
        {
            Embedding = new EmbeddingSettings { Dimension = dimension, Aligner = FaceAligner.None },
        };
}
