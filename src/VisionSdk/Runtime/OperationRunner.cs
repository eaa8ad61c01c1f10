using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly.Timeout;

namespace VisionSdk;

/// <summary>Takes an operation through admission, preparation, its turn to compute, and its result, and tells the world about it.</summary>
internal sealed class OperationRunner(
    VisionRuntime runtime,
    VisionTelemetry telemetry,
    InFlight inFlight,
    ILogger logger
) : IJobRunner
{
    /// <summary>Runs a job and disposes it.</summary>
    public async Task<TResult> RunAsync<TResult>(VisionJob<TResult> job, CancellationToken cancellationToken)
    {
        // Misuse, and no operation yet: nothing to measure.
        cancellationToken.ThrowIfCancellationRequested();
        using var scope = inFlight.Enter();
        return await RunEnteredAsync(job, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="RunAsync"/>, as a part of an operation that has entered already and may finish although the client is being closed.</summary>
    public async Task<TResult> RunEnteredAsync<TResult>(VisionJob<TResult> job, CancellationToken cancellationToken)
    {
        using var activity = VisionTelemetry.Source.StartActivity(job.ActivityName);
        var run = new OperationRun<TResult>(runtime, job);
        try
        {
            using (job)
            using (runtime.Pipelines.Admit())
            {
                await runtime
                    .Pipelines.Inference.ExecuteAsync(
                        static (state, token) => state.ExecuteAsync(token),
                        run,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            var result = job.Complete(
                new Provenance
                {
                    DecisionId = Guid.CreateVersion7(runtime.Time.GetUtcNow()),
                    Models = job.Models,
                    Elapsed = run.Elapsed,
                    Queued = run.Queued,
                }
            );
            Report(run, activity, error: null);
            return result;
        }
        catch (Exception exception)
        {
            var translated = Translate(exception, job.Operation, cancellationToken);
            Report(run, activity, translated);
            if (ReferenceEquals(translated, exception))
            {
                throw;
            }

            throw translated;
        }
    }

    /// <summary>Polly's own exceptions become ours; a cancellation carries the caller's token, whichever linked token noticed it.</summary>
    private Exception Translate(Exception exception, string operation, CancellationToken cancellationToken) =>
        exception switch
        {
            OperationCanceledException when cancellationToken.IsCancellationRequested => new OperationCanceledException(
                "The operation was cancelled.",
                exception,
                cancellationToken
            ),
            TimeoutRejectedException => new VisionTimeoutException(
                operation,
                runtime.Options.OperationTimeout,
                nameof(VisionSdkOptions.OperationTimeout),
                exception
            ),
            _ => exception,
        };

    private void Report<TResult>(OperationRun<TResult> run, Activity? activity, Exception? error)
    {
        var operation = run.Job.Operation;
        if (activity is not null && run.Principal is { } model)
        {
            activity.SetTag(VisionTelemetry.SlotTag, model.Slot);
            activity.SetTag(VisionTelemetry.ModelTag, model.ModelId);
            activity.SetTag(VisionTelemetry.VersionTag, model.Version);
        }

        telemetry.Record(operation, run.Principal, run.Computing, run.Queued, error);
        switch (error)
        {
            case null:
                Log.OperationCompleted(logger, operation, run.Elapsed.TotalMilliseconds, run.Queued.TotalMilliseconds);
                return;
            case OperationCanceledException:
                return;
            case VisionBusyException busy:
                Log.OperationRefused(logger, operation, busy.MaxConcurrency, busy.QueueLimit);
                break;
            case VisionTimeoutException timeout:
                Log.OperationTimedOut(logger, operation, timeout.Timeout.TotalMilliseconds);
                break;
            default:
                Log.OperationFailed(logger, operation, error.GetType().Name);
                break;
        }

        activity.Fail(error);
    }
}
