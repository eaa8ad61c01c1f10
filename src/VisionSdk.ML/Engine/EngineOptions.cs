namespace VisionSdk.ML;

/// <summary>How a network is run.</summary>
public sealed record EngineOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static EngineOptions Default { get; } = new();

    /// <summary>Where the network runs.</summary>
    /// <value>Default <see cref="ExecutionProvider.Cpu"/>.</value>
    public ExecutionProvider ExecutionProvider { get; init; } = ExecutionProvider.Cpu;

    /// <summary>Index of the GPU for <see cref="ExecutionProvider.Cuda"/> and <see cref="ExecutionProvider.Auto"/>.</summary>
    /// <value>At least 0; default 0.</value>
    public int CudaDeviceId { get; init; }

    /// <summary>Threads that one run may use inside an operator.</summary>
    /// <value>At least 1; default 1: throughput comes from concurrent callers, each on its own core, without threads that wait for each other.</value>
    public int IntraOpThreads { get; init; } = 1;

    /// <summary>Largest batch of one run, where the model takes batches; the manifest may allow less.</summary>
    /// <value>In [1, 1024]; default 8.</value>
    public int MaxBatch { get; init; } = 8;

    /// <summary>Whether the golden outputs of the manifest are compared when the model is loaded.</summary>
    /// <value>Default <see langword="true"/>. Switch it off only where the same package has been checked on the same machine before.</value>
    public bool CheckGolden { get; init; } = true;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(CudaDeviceId);
        ArgumentOutOfRangeException.ThrowIfLessThan(IntraOpThreads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBatch, 1024);
        if (!Enum.IsDefined(ExecutionProvider))
        {
            throw new ArgumentOutOfRangeException(nameof(ExecutionProvider), ExecutionProvider, "Unknown provider.");
        }
    }
}
