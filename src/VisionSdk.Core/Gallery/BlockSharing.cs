using System.Runtime.ExceptionServices;

namespace VisionSdk;

/// <summary>Shares numbered blocks of work between the calling thread and helpers of the thread pool.</summary>
/// <param name="blocks">How many blocks there are.</param>
/// <param name="work">Takes blocks until there are none; runs on each thread that takes part.</param>
/// <remarks>
/// The caller never waits for a helper that has not begun: when the pool is busy, it does all the work itself. A helper that comes late
/// touches nothing, so what <paramref name="work"/> reads may be gone by then.
/// </remarks>
internal sealed class BlockSharing(int blocks, Action<BlockSharing> work) : IThreadPoolWorkItem
{
    // A monitor, for its Wait.
    private readonly object _gate = new();
    private int _next = -1;
    private int _helpers;
    private bool _isClosed;
    private ExceptionDispatchInfo? _failure;

    public bool TryTake(out int block)
    {
        block = Interlocked.Increment(ref _next);
        return block < blocks;
    }

    /// <summary>Does all blocks and returns when the last helper has left.</summary>
    /// <param name="helpers">How many helpers are called.</param>
    public void Run(int helpers)
    {
        for (var i = 0; i < helpers; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        TakePart();
        WaitForHelpers();
        _failure?.Throw();
    }

    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _helpers++;
        }

        TakePart();
        lock (_gate)
        {
            if (--_helpers == 0)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void WaitForHelpers()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        // The last block of a helper is short: sleeping would take longer.
        var spin = default(SpinWait);
        while (Volatile.Read(ref _helpers) > 0 && !spin.NextSpinWillYield)
        {
            spin.SpinOnce();
        }

        lock (_gate)
        {
            while (_helpers > 0)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    private void TakePart()
    {
        try
        {
            work(this);
        }
        catch (Exception e)
        {
            // The others stop after their block; the caller throws.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), comparand: null);
            Volatile.Write(ref _next, blocks);
        }
    }
}
