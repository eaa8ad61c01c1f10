using System.Threading.Channels;

namespace VisionSdk;

/// <summary>Repeats decisions when no request wants the processor. What does not fit is left out, at once, and counted by whoever asked.</summary>
internal sealed class BackgroundLane(RolloutRuntimeOptions options, VisionPipelines pipelines, TimeProvider time)
    : IAsyncDisposable
{
    public const string QueueFull = "queue full";
    public const string NoMemory = "no memory left";
    public const string NoIdleTime = "no idle time";
    public const string Closing = "closing";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>();
    private readonly Lock _gate = new();
    private Task[]? _workers;
    private bool _isClosed;
    private int _count;
    private long _bytes;

    /// <summary>How many decisions wait or are being made.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a place for work.</summary>
    /// <param name="bytes">What its pictures take in memory.</param>
    /// <returns>Why there is none; <see langword="null"/> when the place is taken, and <see cref="Enqueue"/> must follow.</returns>
    public string? TryReserve(long bytes)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return Closing;
            }

            if (_count >= options.QueueLimit + options.Concurrency)
            {
                return QueueFull;
            }

            if (_bytes + bytes > options.QueueBytes)
            {
                return NoMemory;
            }

            _count++;
            _bytes += bytes;
            return null;
        }
    }

    /// <summary>Hands work over for which a place is taken.</summary>
    /// <param name="bytes">As reserved.</param>
    /// <param name="run">The work; it must not throw.</param>
    /// <param name="drop">Is told why the work was left out after all.</param>
    public void Enqueue(long bytes, Func<Task> run, Action<string> drop)
    {
        var work = new Work(bytes, run, drop, time.GetTimestamp());
        lock (_gate)
        {
            if (!_isClosed)
            {
                _workers ??= [.. Enumerable.Range(0, options.Concurrency).Select(_ => Task.Run(RunAsync))];
                _queue.Writer.TryWrite(work);
                return;
            }
        }

        Leave(work, Closing);
    }

    /// <summary>Takes nothing more, leaves out what waits, and waits for what is running.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] workers;
        lock (_gate)
        {
            _isClosed = true;
            workers = _workers ?? [];
            _queue.Writer.TryComplete();
        }

        await Task.WhenAll(workers).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        await foreach (var work in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (await WaitForIdleTimeAsync(work).ConfigureAwait(false) is { } reason)
            {
                Leave(work, reason);
                continue;
            }

            try
            {
                await work.Run().ConfigureAwait(false);
            }
            finally
            {
                Leave(work, reason: null);
            }
        }
    }

    private async Task<string?> WaitForIdleTimeAsync(Work work)
    {
        while (!Volatile.Read(ref _isClosed))
        {
            if (pipelines.HasIdleTurn)
            {
                return null;
            }

            if (time.GetElapsedTime(work.Since) > options.Patience)
            {
                return NoIdleTime;
            }

            await Task.Delay(Pause).ConfigureAwait(false);
        }

        return Closing;
    }

    private void Leave(Work work, string? reason)
    {
        if (reason is not null)
        {
            work.Drop(reason);
        }

        lock (_gate)
        {
            _count--;
            _bytes -= work.Bytes;
        }
    }

    private sealed record Work(long Bytes, Func<Task> Run, Action<string> Drop, long Since);
}
