using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Writes decisions to the store, behind the operations that made them.</summary>
internal sealed class DecisionRecorder : IAsyncDisposable
{
    private const int LargestBatch = 100;

    private readonly DecisionOptions _options;
    private readonly StoreSource _stores;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<DecisionRecord> _queue;
    private readonly Lock _gate = new();
    private Task? _writing;
    private long _recorded;
    private long _dropped;
    private long _failed;
    private long _left;

    public DecisionRecorder(DecisionOptions options, StoreSource stores, TimeProvider time, ILogger logger)
    {
        _options = options;
        _stores = stores;
        _time = time;
        _logger = logger;
        _queue = Channel.CreateBounded<DecisionRecord>(
            new BoundedChannelOptions(options.QueueLimit) { SingleReader = true }
        );
    }

    /// <summary>Whether anything is recorded at all.</summary>
    public bool IsOn => _options.Record;

    /// <summary>Whether pictures are kept.</summary>
    public bool WantsCrops => _options is { Record: true, KeepCrops: true };

    public DecisionRecordingStatus Status =>
        new(Interlocked.Read(ref _recorded), Interlocked.Read(ref _dropped), Interlocked.Read(ref _failed));

    /// <summary>Takes a decision; it is written soon.</summary>
    /// <param name="decision">The decision, made now; its times are filled in here.</param>
    public void Record(DecisionRecord decision)
    {
        var now = _time.GetUtcNow();
        Interlocked.Increment(ref _left);
        if (!_queue.Writer.TryWrite(decision with { DecidedAt = now, RetainUntil = now + _options.Retention }))
        {
            Interlocked.Decrement(ref _left);
            if (Interlocked.Increment(ref _dropped) == 1)
            {
                Log.DecisionsDropped(_logger, _options.QueueLimit);
            }

            return;
        }

        if (_writing is null)
        {
            lock (_gate)
            {
                _writing ??= Task.Run(WriteAsync);
            }
        }
    }

    /// <summary>Waits until what was taken is written.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref _left) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_writing is { } writing)
        {
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteAsync()
    {
        var batch = new List<DecisionRecord>(LargestBatch);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var decision))
            {
                batch.Add(decision);
            }

            await WriteAsync(batch).ConfigureAwait(false);
            Interlocked.Add(ref _left, -batch.Count);
        }
    }

    private async Task WriteAsync(List<DecisionRecord> batch)
    {
        try
        {
            var store = await _stores.GetAsync(CancellationToken.None).ConfigureAwait(false);
            var stored = await store.AddDecisionsAsync(batch).ConfigureAwait(false);
            Interlocked.Add(ref _recorded, stored);
            Interlocked.Add(ref _dropped, batch.Count - stored);
        }
#pragma warning disable CA1031 // The loop must outlive any failure, and what is lost is counted.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.Add(ref _failed, batch.Count);
            Log.DecisionsLost(_logger, exception, batch.Count);
        }
    }
}
