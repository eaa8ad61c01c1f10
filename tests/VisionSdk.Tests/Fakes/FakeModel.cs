using VisionSdk.ML;

namespace VisionSdk.Tests;

/// <summary>A model that is only loaded and disposed.</summary>
internal class FakeModel(ModelManifest manifest) : IVisionModel
{
    private int _disposals;

    public ModelManifest Manifest => manifest;

    public EmbeddingSpaceId? Space => manifest.Embedding is null ? null : EmbeddingSpaceId.Compute(manifest);

    public ExecutionProviderReport Provider { get; init; } = new(ExecutionProvider.Cpu, ExecutionProvider.Cpu);

    public long MemoryBytes { get; init; } = 1;

    public IRunGuard? Guard { get; set; }

    public int Disposals => _disposals;

    /// <summary>What it takes for one picture, as far as anybody asks.</summary>
    public Func<TimeSpan> WarmUpTime { get; set; } = static () => TimeSpan.FromMilliseconds(1);

    /// <summary>Runs inside each embedding, on the computing thread.</summary>
    public Action<CancellationToken> WhenEmbedding { get; set; } = static _ => { };

    public TimeSpan WarmUp(int runs) => WarmUpTime();

    /// <summary>Runs inside each embedding of a face chain, under the guard.</summary>
    public Action DuringRun { get; set; } = static () => { };

    /// <summary>Runs what stands for the network, under the guard.</summary>
    public void Run<TState>(Action<TState> run, TState state)
    {
        if (Guard is { } guard)
        {
            guard.Run(run, state);
        }
        else
        {
            run(state);
        }
    }

    public void Dispose() => Interlocked.Increment(ref _disposals);
}
