namespace VisionSdk;

/// <summary>Takes jobs to their results.</summary>
internal interface IJobRunner
{
    /// <summary>Runs a job and disposes it, as a part of an operation that has entered the client already.</summary>
    Task<TResult> RunEnteredAsync<TResult>(VisionJob<TResult> job, CancellationToken cancellationToken);
}
