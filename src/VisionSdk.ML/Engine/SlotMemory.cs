namespace VisionSdk.ML;

/// <summary>The memory of one slot: tensors for each of the few input sizes that were used last.</summary>
internal sealed class SlotMemory(EngineSession session) : IDisposable
{
    // A graph that takes any size could otherwise collect memory for each size that it ever saw.
    private const int MaxCanvases = 4;

    // The most recently used size comes first.
    private readonly List<SlotTensors> _tensors = new(MaxCanvases + 1);

    public SlotTensors For(ImageSize canvas)
    {
        if (_tensors.Count > 0 && _tensors[0].Canvas == canvas)
        {
            return _tensors[0];
        }

        return Promote(canvas);
    }

    private SlotTensors Promote(ImageSize canvas)
    {
        var index = _tensors.FindIndex(tensors => tensors.Canvas == canvas);
        var found = index < 0 ? new SlotTensors(session, canvas) : _tensors[index];
        if (index > 0)
        {
            _tensors.RemoveAt(index);
        }

        _tensors.Insert(0, found);
        if (_tensors.Count > MaxCanvases)
        {
            _tensors[^1].Dispose();
            _tensors.RemoveAt(_tensors.Count - 1);
        }

        return found;
    }

    public void Dispose()
    {
        foreach (var tensors in _tensors)
        {
            tensors.Dispose();
        }

        _tensors.Clear();
    }
}
