using VisionSdk.ML;

namespace VisionSdk.Tests;

/// <summary>The fake faces as one chain of models sees them: the embeddings are of the chain's own space.</summary>
internal sealed class FakeFaceChain(FakeFaceAnalyzer faces, IVisionModel? embedder) : IFaceAnalyzer
{
    public FaceReading Analyze(EncodedImage image, FaceRequest request, CancellationToken cancellationToken) =>
        embedder is FakeModel { Disposals: > 0 }
            ? throw new ObjectDisposedException(embedder.Manifest.Id)
            : faces.Analyze(image, request, embedder?.Space ?? default);
}
