namespace VisionSdk;

/// <summary>A face and its embedding.</summary>
/// <param name="Box">Where the face is, in pixels of the displayed picture.</param>
/// <param name="Confidence">How sure the detector is, in [0, 1].</param>
/// <param name="Embedding">The embedding, with its space. It identifies the person.</param>
public sealed record FaceEmbedding(BoundingBox Box, float Confidence, Embedding Embedding);
