using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VisionSdk;

/// <summary>The identities of a change under way.</summary>
internal sealed class IdentityEdit(IdentityTable before, GalleryDirectory directory)
{
    private readonly List<IdentityChunk> _chunks = [.. before.Chunks];
    private readonly HashSet<int> _own = [];
    private int _slots = before.Slots;
    private int _enrolled = before.Enrolled;

    // The chunk that was written last, so that a load does not look every row's chunk up.
    private int _lastOwned = -1;

    public int AddReference(Guid id)
    {
        var slot = Slot(id);
        CountReference(slot);
        return slot;
    }

    /// <summary>Adds the references of loaded rows and writes their slots.</summary>
    /// <param name="loaded">The rows.</param>
    /// <param name="slots">A copy of the directory's slots, which takes the new ones: searches do not see them yet.</param>
    public void AddReferences(LoadedSegment loaded, Dictionary<Guid, int> slots)
    {
        var ids = loaded.IdentityIds;
        var slot = 0;
        for (var row = 0; row < ids.Length; row++)
        {
            // Rows of one identity mostly follow each other.
            if (row == 0 || ids[row] != ids[row - 1])
            {
                slot = Slot(ids[row], slots);
            }

            loaded.Segment.Slots[row] = slot;
            CountReference(slot);
        }
    }

    public void RemoveReference(int slot)
    {
        if (--Own(slot).References[Within(slot)] == 0)
        {
            _enrolled--;
            FreeIfUnused(slot);
        }
    }

    public void SetTags(Guid id, ImmutableArray<string> tags)
    {
        var slot = Slot(id);
        SetTags(slot, directory.TagSets.Take(tags));
        FreeIfUnused(slot);
    }

    /// <summary>Forgets the tags of an identity whose references are gone.</summary>
    public void Remove(Guid id)
    {
        if (directory.Slots.TryGet(id, out var slot))
        {
            SetTags(slot, tags: null);
            FreeIfUnused(slot);
        }
    }

    public IdentityTable Complete() => new([.. _chunks], _slots, _enrolled);

    private void SetTags(int slot, string[]? tags)
    {
        ref var place = ref Own(slot).Tags[Within(slot)];
        directory.TagSets.Return(place);
        place = tags;
    }

    private int Slot(Guid id)
    {
        var reuses = directory.FreeSlots.TryPeek(out var free);
        var (slot, isNew) = directory.Slots.GetOrAdd(id, reuses ? free : _slots);
        if (!isNew)
        {
            return slot;
        }

        if (reuses)
        {
            directory.FreeSlots.Pop();
            Own(slot).Ids[Within(slot)] = id;
        }
        else
        {
            Append(id);
        }

        return slot;
    }

    private int Slot(Guid id, Dictionary<Guid, int> slots)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(slots, id, out var exists);
        if (!exists)
        {
            slot = _slots;
            Append(id);
        }

        return slot;
    }

    private void Append(Guid id)
    {
        var slot = _slots++;
        if (slot >> IdentityChunk.Bits == _chunks.Count)
        {
            _own.Add(_chunks.Count);
            _chunks.Add(new IdentityChunk());
        }

        Own(slot).Ids[Within(slot)] = id;
    }

    private void CountReference(int slot)
    {
        if (Own(slot).References[Within(slot)]++ == 0)
        {
            _enrolled++;
        }
    }

    // An identity without references and tags is as good as unknown.
    private void FreeIfUnused(int slot)
    {
        var chunk = Own(slot);
        var within = Within(slot);
        if (chunk.References[within] == 0 && chunk.Tags[within] is null)
        {
            directory.Slots.Remove(chunk.Ids[within]);
            chunk.Ids[within] = Guid.Empty;
            directory.FreeSlots.Push(slot);
        }
    }

    private IdentityChunk Own(int slot)
    {
        var index = slot >> IdentityChunk.Bits;
        if (index != _lastOwned && _own.Add(index))
        {
            _chunks[index] = _chunks[index].Copy();
        }

        _lastOwned = index;
        return _chunks[index];
    }

    private static int Within(int slot) => slot & (IdentityChunk.Size - 1);
}
