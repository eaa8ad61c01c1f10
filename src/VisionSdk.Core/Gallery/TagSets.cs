using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Sets of tags, each kept once for as long as an identity has it.</summary>
internal sealed class TagSets : IEqualityComparer<string[]>
{
    private readonly Dictionary<string[], int> _users;
    private readonly Dictionary<string[], string[]> _sets;

    public TagSets()
    {
        _users = new Dictionary<string[], int>(this);
        _sets = new Dictionary<string[], string[]>(this);
    }

    /// <summary>The set as one array in ordinal order; null when it is empty.</summary>
    public string[]? Take(ImmutableArray<string> tags)
    {
        if (tags.IsDefaultOrEmpty)
        {
            return null;
        }

        string[] sorted = [.. new SortedSet<string>(tags, StringComparer.Ordinal)];
        if (!_sets.TryGetValue(sorted, out var set))
        {
            _sets.Add(sorted, sorted);
            set = sorted;
        }

        _users[set] = _users.GetValueOrDefault(set) + 1;
        return set;
    }

    /// <summary>Gives a set back that <see cref="Take"/> gave.</summary>
    public void Return(string[]? set)
    {
        if (set is not null && --_users[set] == 0)
        {
            _users.Remove(set);
            _sets.Remove(set);
        }
    }

    public bool Equals(string[]? x, string[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(string[] obj)
    {
        var hash = default(HashCode);
        foreach (var tag in obj)
        {
            hash.Add(tag, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
