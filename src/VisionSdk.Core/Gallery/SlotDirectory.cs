namespace VisionSdk;

/// <summary>Slots by identity. One change at a time writes it while searches read it; either holds it for a single entry, or to make room.</summary>
internal sealed class SlotDirectory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _slots = [];

    public void Reserve(int more)
    {
        lock (_gate)
        {
            _slots.EnsureCapacity(_slots.Count + more);
        }
    }

    public bool TryGet(Guid identityId, out int slot)
    {
        lock (_gate)
        {
            return _slots.TryGetValue(identityId, out slot);
        }
    }

    public void Set(Guid identityId, int slot)
    {
        lock (_gate)
        {
            _slots[identityId] = slot;
        }
    }

    public void Remove(Guid identityId)
    {
        lock (_gate)
        {
            _slots.Remove(identityId);
        }
    }
}
