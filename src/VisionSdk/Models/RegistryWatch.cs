using Microsoft.Extensions.Logging;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Looks at the registry before the first operation and from time to time afterwards, and frees models that nobody needs.</summary>
internal sealed class RegistryWatch(
    ModelRuntimeOptions options,
    RegistryFollower follower,
    RolloutParts rollouts,
    VersionHost host,
    TimeProvider time,
    ILogger logger
) : IAsyncDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly Lock _gate = new();
    private Task? _starting;
    private Task? _watching;
    private volatile bool _isReady;

    /// <summary>Waits until this process knows which versions are active; at once from the second time on.</summary>
    /// <exception cref="StoreException">The store is there and cannot be read.</exception>
    public ValueTask ReadyAsync(CancellationToken cancellationToken) =>
        _isReady ? ValueTask.CompletedTask : new ValueTask(StartAsync().WaitAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync().ConfigureAwait(false);
        Task?[] tasks;
        lock (_gate)
        {
            tasks = [_starting, _watching];
        }

        foreach (var task in tasks)
        {
            if (task is not null)
            {
                await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _lifetime.Dispose();
    }

    private Task StartAsync()
    {
        lock (_gate)
        {
            // A failed start is forgotten, so that the next caller tries again.
            if (_starting is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _starting = Task.Run(
                    async () =>
                    {
                        await follower.FollowAsync(_lifetime.Token).ConfigureAwait(false);
                        await rollouts.Follower.FollowAsync(_lifetime.Token).ConfigureAwait(false);
                        lock (_gate)
                        {
                            _watching ??= WatchAsync();
                        }

                        _isReady = true;
                    },
                    CancellationToken.None
                );
            }

            return _starting;
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(options.FollowInterval, time);
        var wasReachable = true;
        try
        {
            while (await timer.WaitForNextTickAsync(_lifetime.Token).ConfigureAwait(false))
            {
                try
                {
                    await follower.FollowAsync(_lifetime.Token).ConfigureAwait(false);
                    await rollouts.TickAsync(_lifetime.Token).ConfigureAwait(false);
                    wasReachable = true;
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // The watch must outlive any failure; it is told once, and by the health check.
                    if (wasReachable)
                    {
                        Log.RegistryUnreachable(logger, exception);
                        wasReachable = false;
                    }
                }

                host.FreeIdle();
            }
        }
        catch (OperationCanceledException)
        {
            // The client is disposed.
        }
    }
}
