using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>One operation: what it needs before its turn, what it computes in its turn, and what it returns. Used once, by one operation.</summary>
internal abstract class VisionJob<TResult>(string operation) : IDisposable
{
    /// <summary>What is done, for messages and metrics.</summary>
    public string Operation => operation;

    /// <summary>The same for traces.</summary>
    public abstract string ActivityName { get; }

    /// <summary>The models that take part; empty until <see cref="HoldAsync"/> has loaded them.</summary>
    public ImmutableArray<ModelUse> Models { get; protected set; } = [];

    /// <summary>The models that the job must use, as a part of an operation that reads several pictures; <see langword="null"/> for those that serve.</summary>
    public virtual SlotGeneration? Given => null;

    /// <summary>What is done with embeddings, which says who may replace an embedder that does not work.</summary>
    public virtual FallbackScope Scope => FallbackScope.SameSpace;

    /// <summary>Loads and holds the models, and gives back those that it held before.</summary>
    public abstract ValueTask HoldAsync(
        VisionRuntime runtime,
        SlotGeneration generation,
        CancellationToken cancellationToken
    );

    /// <summary>Reads the pictures' bytes, once; no computing yet.</summary>
    public abstract ValueTask OpenAsync(VisionRuntime runtime, CancellationToken cancellationToken);

    /// <summary>Decodes and runs the networks, synchronously, on a thread of the pool; a second time with other models when those have failed.</summary>
    public abstract void Compute(CancellationToken cancellationToken);

    /// <summary>Makes the result, after <see cref="Compute"/>.</summary>
    public abstract TResult Complete(Provenance provenance);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the pictures' memory back.</summary>
    protected abstract void Dispose(bool disposing);
}
