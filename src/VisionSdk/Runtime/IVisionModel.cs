using VisionSdk.ML;

namespace VisionSdk;

/// <summary>A loaded model version, shared by all callers and safe for concurrent use.</summary>
internal interface IVisionModel : IDisposable
{
    ModelManifest Manifest { get; }

    /// <summary>The space of the model's embeddings, or <see langword="null"/>.</summary>
    EmbeddingSpaceId? Space { get; }

    ExecutionProviderReport Provider { get; }
}
