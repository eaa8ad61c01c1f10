using System.Buffers;
using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Which identities a search looks at: a bit for each slot.</summary>
internal sealed class SlotFilter : IDisposable
{
    private readonly int _slots;
    private ulong[] _bits;

    private SlotFilter(int slots)
    {
        _slots = slots;
        _bits = ArrayPool<ulong>.Shared.Rent((slots + 63) >> 6);
    }

    /// <summary>The filter that a search's options ask for; null when they ask for none.</summary>
    public static SlotFilter? Create(GallerySnapshot snapshot, GalleryDirectory directory, GallerySearchOptions options)
    {
        if (options.Only is null && options.Except is null && options.RequiredTags.IsDefaultOrEmpty)
        {
            return null;
        }

        var filter = new SlotFilter(snapshot.Identities.Slots);
        filter._bits.AsSpan().Fill(options.Only is null ? ulong.MaxValue : 0);
        if (options.Only is { } only)
        {
            filter.Write(snapshot, directory, only, isAllowed: true);
        }

        if (options.Except is { } except)
        {
            filter.Write(snapshot, directory, except, isAllowed: false);
        }

        if (!options.RequiredTags.IsDefaultOrEmpty)
        {
            filter.Require(snapshot.Identities, options.RequiredTags);
        }

        return filter;
    }

    /// <summary>A filter that lets only some slots pass.</summary>
    public static SlotFilter Of(GallerySnapshot snapshot, ReadOnlySpan<int> slots)
    {
        var filter = new SlotFilter(snapshot.Identities.Slots);
        filter._bits.AsSpan().Clear();
        foreach (var slot in slots)
        {
            filter.Set(slot, isAllowed: true);
        }

        return filter;
    }

    public bool Allows(int slot) => ((_bits[slot >> 6] >> slot) & 1) != 0;

    /// <summary>References of the identities that pass.</summary>
    public int CountReferences(IdentityTable identities)
    {
        var count = 0;
        for (var slot = 0; slot < _slots; slot++)
        {
            count += Allows(slot) ? identities.References(slot) : 0;
        }

        return count;
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_bits);
        _bits = [];
    }

    private void Write(GallerySnapshot snapshot, GalleryDirectory directory, IReadOnlySet<Guid> ids, bool isAllowed)
    {
        if (ids.Count < _slots)
        {
            foreach (var id in ids)
            {
                // The directory may be ahead of the snapshot: a slot counts only while it is this identity's.
                if (directory.Slots.TryGet(id, out var slot) && slot < _slots && snapshot.Identities.Id(slot) == id)
                {
                    Set(slot, isAllowed);
                }
            }

            if (directory.Version == snapshot.Version)
            {
                return;
            }
        }

        // A change has begun since, which may have moved an identity to another slot: ask the snapshot itself.
        for (var slot = 0; slot < _slots; slot++)
        {
            if (ids.Contains(snapshot.Identities.Id(slot)))
            {
                Set(slot, isAllowed);
            }
        }
    }

    private void Require(IdentityTable identities, ImmutableArray<string> tags)
    {
        string[]? last = null;
        var lastHasAll = false;
        for (var slot = 0; slot < _slots; slot++)
        {
            // Equal sets are mostly the same array, so that most slots cost one comparison of references.
            var set = identities.Tags(slot);
            if (set is not null && !ReferenceEquals(set, last))
            {
                last = set;
                lastHasAll = HasAll(set, tags);
            }

            if (set is null || !lastHasAll)
            {
                Set(slot, isAllowed: false);
            }
        }
    }

    private static bool HasAll(string[] set, ImmutableArray<string> tags)
    {
        foreach (var tag in tags)
        {
            if (Array.BinarySearch(set, tag, StringComparer.Ordinal) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Set(int slot, bool isAllowed)
    {
        var bit = 1UL << slot;
        if (isAllowed)
        {
            _bits[slot >> 6] |= bit;
        }
        else
        {
            _bits[slot >> 6] &= ~bit;
        }
    }
}
