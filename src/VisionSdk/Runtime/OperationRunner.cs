using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Polly;
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
    public Task<TResult> RunAsync<TResult>(VisionJob<TResult> job, CancellationToken cancellationToken) =>
        RunAsync(job, hasEntered: false, cancellationToken);

    /// <summary>The same as a part of an operation that has entered already and may finish although the client is being closed.</summary>
    public Task<TResult> RunEnteredAsync<TResult>(VisionJob<TResult> job, CancellationToken cancellationToken) =>
        RunAsync(job, hasEntered: true, cancellationToken);

    private async Task<TResult> RunAsync<TResult>(
        VisionJob<TResult> job,
        bool hasEntered,
        CancellationToken cancellationToken
    )
    {
        // Misuse, and no operation yet: nothing to measure.
        cancellationToken.ThrowIfCancellationRequested();
        using var scope = hasEntered ? default : inFlight.Enter();
        using var activity = VisionTelemetry.Source.StartActivity(job.ActivityName);
        var run = new OperationRun<TResult>(runtime, job);
        try
        {
            using (job)
            using (runtime.Pipelines.Admit())
            {
                var outcome = await ExecuteAsync(run, cancellationToken).ConfigureAwait(false);
                outcome.ThrowIfException();
            }

            var result = job.Complete(
                new Provenance
                {
                    DecisionId = Guid.CreateVersion7(runtime.Time.GetUtcNow()),
                    Models = job.Models,
                    Fallbacks = run.Generation!.FallbacksOf(job.Models),
                    Elapsed = run.Elapsed,
                    Queued = run.Queued,
                }
            );
            Report(run, activity, error: null);
            ReportFallbacks(run, activity);
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

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<bool>> ExecuteAsync<TResult>(
        OperationRun<TResult> run,
        CancellationToken cancellationToken
    )
    {
        // The form of Polly that allocates least: half a kilobyte less for each operation.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            return await runtime
                .Pipelines.Inference.ExecuteOutcomeAsync(
                    static (context, run) => run.ExecuteOutcomeAsync(context.CancellationToken),
                    context,
                    run
                )
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
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
                telemetry.Rejected(operation, busy);
                Log.OperationRefused(logger, operation, busy.MaxConcurrency, busy.QueueLimit);
                break;
            case VisionTimeoutException timeout:
                Log.OperationTimedOut(logger, operation, timeout.Timeout.TotalMilliseconds);
                break;
            case VisionUnavailableException unavailable:
                telemetry.Rejected(operation, unavailable);
                Log.OperationUnavailable(logger, operation, unavailable.Model, unavailable.Failure);
                break;
            default:
                Log.OperationFailed(logger, operation, error.GetType().Name);
                break;
        }

        activity.Fail(error);
    }

    private void ReportFallbacks<TResult>(OperationRun<TResult> run, Activity? activity)
    {
        foreach (var fallback in run.Generation!.FallbacksOf(run.Job.Models))
        {
            telemetry.FellBack(run.Job.Operation, fallback);
            activity?.SetTag(VisionTelemetry.FallbackTag, fallback.ToString());
        }
    }
}
