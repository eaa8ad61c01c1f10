using System.Runtime.InteropServices;

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
