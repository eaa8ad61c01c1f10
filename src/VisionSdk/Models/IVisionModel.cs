using VisionSdk.ML;

namespace VisionSdk;

/// <summary>A loaded model version, shared by all callers and safe for concurrent use.</summary>
internal interface IVisionModel : IDisposable
{
    ModelManifest Manifest { get; }

    /// <summary>The space of the model's embeddings, or <see langword="null"/>.</summary>
    EmbeddingSpaceId? Space { get; }

    ExecutionProviderReport Provider { get; }

    /// <summary>What it takes in memory, in bytes: its weights in single precision.</summary>
    long MemoryBytes { get; }

    /// <summary>What stands around each run of its network, see <see cref="IRunGuard"/>.</summary>
    IRunGuard? Guard { get; set; }

    /// <summary>Runs it on a generated picture.</summary>
    /// <param name="runs">How often.</param>
    /// <returns>The time of the fastest run.</returns>
    /// <exception cref="ModelIntegrityException">An output is not finite.</exception>
    TimeSpan WarmUp(int runs);
}
