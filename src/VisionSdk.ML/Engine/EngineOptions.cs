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

    /// <summary>A folder of graphs as ONNX Runtime optimised them before, so that loading a model again is quicker.</summary>
    /// <value>
    /// Default <see langword="null"/>: the runtime optimises at every load. Only for the processor; name a folder that nobody else can write, since
    /// what lies there is parsed. The manifest's golden outputs are compared all the same.
    /// </value>
    public string? OptimizedGraphs { get; init; }

    /// <summary>How much <see cref="OptimizedGraphs"/> may hold; the graphs that were not used for longest make room.</summary>
    /// <value>Bytes, at least 0; default 2147483648.</value>
    public long OptimizedGraphsMaxBytes { get; init; } = 1L << 31;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(OptimizedGraphsMaxBytes);
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
