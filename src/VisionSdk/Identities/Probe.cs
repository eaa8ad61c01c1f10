namespace VisionSdk;

/// <summary>What a picture gave that is compared with identities, or becomes one's reference.</summary>
/// <param name="Reading">What the models saw.</param>
/// <param name="Embedder">The manifest of the embedder.</param>
/// <param name="SourceHash">SHA-256 of the picture, and of the caller's box in it.</param>
/// <param name="Provenance">The models and the time it took.</param>
internal sealed record Probe(FaceReading Reading, ModelManifest Embedder, byte[] SourceHash, Provenance Provenance)
{
    /// <summary>The embedding, or <see langword="null"/> when the picture gave none.</summary>
    public Embedding? Embedding =>
        Reading is { Status: FaceStatus.Usable, Faces: [var face, ..] } ? face.Embedding : null;

    /// <summary>The same for a result.</summary>
    public VerifiedFace Face => VerificationResults.Describe(Reading);
}
