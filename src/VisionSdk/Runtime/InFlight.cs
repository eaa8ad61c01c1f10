namespace VisionSdk;

/// <summary>Counts running operations, so that what they use is freed only after the last one.</summary>
internal sealed class InFlight
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private bool _closed;

    /// <summary>Completes when no more operations are let in and the last one has left.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Lets an operation in; dispose the scope when it has left.</summary>
    /// <exception cref="ObjectDisposedException">No more operations are let in.</exception>
    public Scope Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(VisionClient));
            _count++;
            return new Scope(this);
        }
    }

    /// <summary>Lets no more operations in.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            CompleteIfDrained();
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _count--;
            CompleteIfDrained();
        }
    }

    private void CompleteIfDrained()
    {
        if (_closed && _count == 0)
        {
            _drained.TrySetResult();
        }
    }

    /// <summary>One operation's stay; the default value is that of nobody.</summary>
    internal readonly struct Scope(InFlight? owner) : IDisposable
    {
        public void Dispose() => owner?.Leave();
    }
}
