using Microsoft.EntityFrameworkCore;
using Polly;
using Polly.Retry;

namespace VisionSdk.Storage;

/// <summary>The pipeline <c>store</c>: repeats what failed for a moment, each time on a fresh context, and nothing else.</summary>
/// <remarks>What is for a moment, the provider says: SQLite's BUSY and LOCKED, PostgreSQL's transient errors, and rows that somebody else has changed.</remarks>
internal static class StorePipeline
{
    public static ResiliencePipeline Create(StoreProvider provider, StoreOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder { Name = "store", TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = Math.Max(options.WriteRetries, 1),
                    Delay = options.WriteRetryDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            options.WriteRetries > 0
                                && arguments.Outcome.Exception is { } exception
                                && (
                                    exception is DbUpdateConcurrencyException
                                    || provider.Classify(exception) is { IsTransient: true }
                                )
                        ),
                }
            )
            .Build();
}
