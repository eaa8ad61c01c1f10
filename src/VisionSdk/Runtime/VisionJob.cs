using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>One operation: what it needs before its turn, what it computes in its turn, and what it returns. Used once, by one operation.</summary>
internal abstract class VisionJob<TResult>(string operation) : IDisposable
{
    /// <summary>What is done, for messages and metrics.</summary>
    public string Operation => operation;

    /// <summary>The same for traces.</summary>
    public abstract string ActivityName { get; }

    /// <summary>The models that take part; empty until <see cref="PrepareAsync"/> has loaded them.</summary>
    public ImmutableArray<ModelUse> Models { get; protected set; } = [];

    /// <summary>Loads the models and reads the pictures' bytes; no computing yet.</summary>
    public abstract ValueTask PrepareAsync(VisionRuntime runtime, CancellationToken cancellationToken);

    /// <summary>Decodes and runs the networks, synchronously, on a thread of the pool.</summary>
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
