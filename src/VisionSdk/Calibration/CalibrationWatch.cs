using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Knows which calibrations hold: asks the store before the first decision and from time to time afterwards, never within one.</summary>
/// <remarks>A store that cannot be read at first is an error, since decisions would be made by other thresholds than those that hold.</remarks>
internal sealed class CalibrationWatch(
    ModelRuntimeOptions options,
    StoreSource stores,
    TimeProvider time,
    ILogger logger
) : IAsyncDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Lazy<StoreCalibrations> _reader = new(() => new StoreCalibrations(stores.Provider));
    private readonly ConcurrentDictionary<EmbeddingSpaceId, EmbedderThresholds> _thresholds = new();
    private readonly Lock _gate = new();
    private Task? _starting;
    private Task? _watching;
    private volatile CurrentCalibrations? _current;

    /// <summary>The thresholds that hold for an embedder.</summary>
    /// <param name="embedder">Its manifest.</param>
    /// <param name="space">Its space.</param>
    /// <param name="cancellationToken">Ends the wait, if this is the first time.</param>
    /// <exception cref="StoreException">The store is there and cannot be read.</exception>
    public ValueTask<EmbedderThresholds> ThresholdsAsync(
        ModelManifest embedder,
        EmbeddingSpaceId? space,
        CancellationToken cancellationToken
    ) =>
        _current is { } current
            ? ValueTask.FromResult(Thresholds(current, embedder, space))
            : new ValueTask<EmbedderThresholds>(StartAsync(embedder, space, cancellationToken));

    /// <summary>Asks the store now: what was stored before is known afterwards.</summary>
    /// <exception cref="StoreException">The store cannot be read; what is known goes on holding.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var before = _current;
            var current = await _reader.Value.ReadAsync(before, cancellationToken).ConfigureAwait(false);
            if (current.Events != (before?.Events ?? 0))
            {
                Log.CalibrationsFollowed(logger, current.Events, before?.Events ?? 0);
            }

            _current = current;
            lock (_gate)
            {
                _watching ??= WatchAsync();
            }
        }
        finally
        {
            _reading.Release();
        }
    }

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
        _reading.Dispose();
    }

    /// <summary>One object for as long as nothing changes, so that a decision allocates nothing for it.</summary>
    private EmbedderThresholds Thresholds(CurrentCalibrations current, ModelManifest embedder, EmbeddingSpaceId? space)
    {
        if (space is not { } id)
        {
            return new EmbedderThresholds(embedder);
        }

        var stored = current.Find(id);
        if (!_thresholds.TryGetValue(id, out var known) || !known.IsOf(embedder, stored))
        {
            _thresholds[id] = known = new EmbedderThresholds(embedder, stored);
        }

        return known;
    }

    private async Task<EmbedderThresholds> StartAsync(
        ModelManifest embedder,
        EmbeddingSpaceId? space,
        CancellationToken cancellationToken
    )
    {
        Task starting;
        lock (_gate)
        {
            // A failed start is forgotten, so that the next caller tries again.
            if (_starting is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _starting = Task.Run(() => RefreshAsync(_lifetime.Token), CancellationToken.None);
            }

            starting = _starting;
        }

        await starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Thresholds(_current!, embedder, space);
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
                    await RefreshAsync(_lifetime.Token).ConfigureAwait(false);
                    wasReachable = true;
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // The watch must outlive any failure; it is told once.
                    if (wasReachable)
                    {
                        Log.CalibrationsUnreachable(logger, exception);
                        wasReachable = false;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The client is disposed.
        }
    }
}
