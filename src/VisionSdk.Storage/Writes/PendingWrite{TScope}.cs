namespace VisionSdk.Storage;

/// <summary>A write that waits for its transaction.</summary>
internal abstract class PendingWrite<TScope>
{
    /// <summary>Whether the caller has stopped waiting; the write is then left out.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>Does the work in the shared transaction. It can be called again, with a fresh context.</summary>
    public abstract Task ApplyAsync(TScope scope, CancellationToken cancellationToken);

    /// <summary>Tells the caller that the work is durable.</summary>
    public abstract void Acknowledge();

    /// <summary>Tells the caller that the work has left no trace.</summary>
    public abstract void Fail(Exception exception);
}
