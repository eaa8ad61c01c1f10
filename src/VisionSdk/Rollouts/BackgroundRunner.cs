namespace VisionSdk;

/// <summary>Runs jobs that nobody waits for: without admission, turns, traces and metrics, which are for requests.</summary>
internal sealed class BackgroundRunner(VisionRuntime runtime) : IJobRunner
{
    public async Task<TResult> RunEnteredAsync<TResult>(VisionJob<TResult> job, CancellationToken cancellationToken)
    {
        using (job)
        {
            var started = runtime.Time.GetTimestamp();
            await job.HoldAsync(runtime, job.Given ?? runtime.Slots.Current, cancellationToken).ConfigureAwait(false);
            await job.OpenAsync(runtime, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            job.Compute(cancellationToken);
            return job.Complete(
                new Provenance
                {
                    DecisionId = Guid.CreateVersion7(runtime.Time.GetUtcNow()),
                    Models = job.Models,
                    Elapsed = runtime.Time.GetElapsedTime(started),
                    Queued = TimeSpan.Zero,
                }
            );
        }
    }
}
