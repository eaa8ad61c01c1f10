namespace VisionSdk.ML;

/// <summary>The embedding of one picture.</summary>
internal sealed record EmbeddedImage(Embedding Embedding);
