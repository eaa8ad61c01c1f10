namespace VisionSdk.ML;

/// <summary>Counts the slots that are in use and keeps idle ones; the session goes when the pool is closed and the last slot is back.</summary>
internal sealed class SlotPool(EngineSession session) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<SlotMemory> _idle = new();
    private readonly int _maxIdle = Environment.ProcessorCount;
    private int _rented;
    private bool _closed;

    public SlotMemory Rent()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(InferenceEngine));
            _rented++;
            return _idle.TryPop(out var memory) ? memory : new SlotMemory(session);
        }
    }

    public void Return(SlotMemory memory)
    {
        bool isLast;
        lock (_gate)
        {
            _rented--;
            if (!_closed && _idle.Count < _maxIdle)
            {
                _idle.Push(memory);
                return;
            }

            isLast = _closed && _rented == 0;
        }

        memory.Dispose();
        if (isLast)
        {
            session.Dispose();
        }
    }

    public void Dispose()
    {
        bool isLast;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            isLast = _rented == 0;
        }

        // Nobody pushes or pops once the pool is closed.
        foreach (var memory in _idle)
        {
            memory.Dispose();
        }

        _idle.Clear();
        if (isLast)
        {
            session.Dispose();
        }
    }
}
