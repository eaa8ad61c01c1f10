using System.Runtime.CompilerServices;

namespace VisionSdk;

/// <summary>The course of one operation: prepare, wait for a turn, compute; with the times of each.</summary>
internal sealed class OperationRun<TResult>(VisionRuntime runtime, VisionJob<TResult> job)
{
    private readonly long _started = runtime.Time.GetTimestamp();

    public VisionJob<TResult> Job => job;

    /// <summary>Waiting for the turn.</summary>
    public TimeSpan Queued { get; private set; }

    /// <summary>Decoding and inference.</summary>
    public TimeSpan Computing { get; private set; }

    /// <summary>Everything so far.</summary>
    public TimeSpan Elapsed => runtime.Time.GetElapsedTime(_started);

    /// <summary>The last model of a chain is the one that the operation is about; <see langword="null"/> before the models are loaded.</summary>
    public ModelUse? Principal => job.Models is [.., var principal] ? principal : null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ExecuteAsync(CancellationToken cancellationToken)
    {
        await job.PrepareAsync(runtime, cancellationToken).ConfigureAwait(false);
        var waiting = runtime.Time.GetTimestamp();
        using var turn = await runtime.Pipelines.TakeTurnAsync(cancellationToken).ConfigureAwait(false);

        // A turn may be free at once, and then this is still the caller's thread, which must not be held up by computing.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var begun = runtime.Time.GetTimestamp();
        Queued = runtime.Time.GetElapsedTime(waiting, begun);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            job.Compute(cancellationToken);
        }
        finally
        {
            Computing = runtime.Time.GetElapsedTime(begun);
        }
    }
}
