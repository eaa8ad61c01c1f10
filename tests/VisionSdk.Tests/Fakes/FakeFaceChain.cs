using VisionSdk.ML;

namespace VisionSdk.Tests;

/// <summary>The fake faces as one chain of models sees them: the embeddings are of the chain's own space.</summary>
internal sealed class FakeFaceChain(FakeFaceAnalyzer faces, IVisionModel? embedder) : IFaceAnalyzer
{
    public FaceReading Analyze(EncodedImage image, FaceRequest request, CancellationToken cancellationToken)
    {
        if (embedder is FakeModel model)
        {
            ObjectDisposedException.ThrowIf(model.Disposals > 0, model);
            model.WhenEmbedding(cancellationToken);
            model.Run(static model => model.DuringRun(), model);
        }

        return faces.Analyze(image, request, embedder?.Space ?? default);
    }
}
