using VisionSdk.ML;

namespace VisionSdk.Tests;

/// <summary>A model that is only loaded and disposed.</summary>
internal class FakeModel(ModelManifest manifest) : IVisionModel
{
    public ModelManifest Manifest => manifest;

    public EmbeddingSpaceId? Space => manifest.Embedding is null ? null : EmbeddingSpaceId.Compute(manifest);

    public ExecutionProviderReport Provider { get; init; } = new(ExecutionProvider.Cpu, ExecutionProvider.Cpu);

    public int Disposals { get; private set; }

    public void Dispose() => Disposals++;
}
