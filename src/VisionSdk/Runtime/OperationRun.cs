using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Polly;

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

    /// <summary>The models that the operation works with.</summary>
    public SlotGeneration? Generation { get; private set; }

    /// <summary>The last model of a chain is the one that the operation is about; <see langword="null"/> before the models are loaded.</summary>
    public ModelUse? Principal => job.Models is [.., var principal] ? principal : null;

    /// <summary>Runs; an error is an outcome as well.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<bool>> ExecuteOutcomeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(cancellationToken).ConfigureAwait(false);
            return Outcome.FromResult(true);
        }
        catch (Exception exception)
        {
            return Outcome.FromException<bool>(exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ExecuteAsync(CancellationToken cancellationToken)
    {
        await runtime.Registry.ReadyAsync(cancellationToken).ConfigureAwait(false);
        Generation =
            job.Given
            ?? await runtime.Fallbacks.ServingAsync(job.Scope, mayTry: true, cancellationToken).ConfigureAwait(false);
        await job.HoldAsync(runtime, Generation, cancellationToken).ConfigureAwait(false);
        await job.OpenAsync(runtime, cancellationToken).ConfigureAwait(false);
        var waiting = runtime.Time.GetTimestamp();
        using var turn = await runtime.Pipelines.TakeTurnAsync(cancellationToken).ConfigureAwait(false);

        // A turn may be free at once, and then this is still the caller's thread, which must not be held up by computing.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var begun = runtime.Time.GetTimestamp();
        Queued = runtime.Time.GetElapsedTime(waiting, begun);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                job.Compute(cancellationToken);
            }
            catch (Exception exception) when (IsOfBrokenModel(exception))
            {
                await ComputeWithOthersAsync(exception, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Computing = runtime.Time.GetElapsedTime(begun);
        }
    }

    /// <summary>Whether a model has failed and may be one that is not asked any more, so that others may answer. Models that were given stay: the pictures of one operation see the same.</summary>
    private bool IsOfBrokenModel(Exception exception) =>
        job.Given is null
        && (
            exception is VisionUnavailableException || exception is ModelRunException && !runtime.Circuits.AreAllClosed
        );

    private async ValueTask ComputeWithOthersAsync(Exception exception, CancellationToken cancellationToken)
    {
        var others = await runtime
            .Fallbacks.FindServingAsync(job.Scope, mayTry: false, cancellationToken)
            .ConfigureAwait(false);
        if (!others.Replaces(exception))
        {
            ExceptionDispatchInfo.Throw(exception);
        }

        Generation = others;
        await job.HoldAsync(runtime, others, cancellationToken).ConfigureAwait(false);
        job.Compute(cancellationToken);
    }
}
