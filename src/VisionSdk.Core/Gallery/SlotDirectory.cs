using System.Runtime.InteropServices;

namespace VisionSdk;

/// <summary>Slots by identity. One change at a time writes it while searches read it; either holds it for a single entry.</summary>
internal sealed class SlotDirectory
{
    private readonly Lock _gate = new();
    private Dictionary<Guid, int> _slots = [];

    /// <summary>A copy with room for more, which the change under way may fill and then <see cref="Show"/>.</summary>
    public Dictionary<Guid, int> Copy(int more)
    {
        // Only the change under way writes: it need not keep searches waiting while it copies.
        var copy = new Dictionary<Guid, int>(_slots.Count + more);
        foreach (var (identityId, slot) in _slots)
        {
            copy.Add(identityId, slot);
        }

        return copy;
    }

    /// <summary>Lets searches find what a copy holds.</summary>
    public void Show(Dictionary<Guid, int> copy)
    {
        lock (_gate)
        {
            _slots = copy;
        }
    }

    public bool TryGet(Guid identityId, out int slot)
    {
        lock (_gate)
        {
            return _slots.TryGetValue(identityId, out slot);
        }
    }

    /// <summary>The identity's slot, or a new one for it.</summary>
    /// <param name="identityId">The identity.</param>
    /// <param name="free">The slot that it gets when it has none.</param>
    /// <returns>Whether it is new, in which case it has <paramref name="free"/>.</returns>
    public (int Slot, bool IsNew) GetOrAdd(Guid identityId, int free)
    {
        lock (_gate)
        {
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, identityId, out var exists);
            if (!exists)
            {
                slot = free;
            }

            return (slot, !exists);
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
