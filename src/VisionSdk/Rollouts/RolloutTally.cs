using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>What this process has counted for one rollout and not yet written to the store. Thread-safe.</summary>
internal sealed class RolloutTally
{
    private readonly Lock _gate = new();
    private Dictionary<(string Operation, string Name), long> _counts = [];

    public void Add(string operation, string name, long value = 1)
    {
        lock (_gate)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                _counts,
                (operation, name),
                out _
            ) += value;
        }
    }

    /// <summary>Takes everything out.</summary>
    public IReadOnlyCollection<RolloutCount> Take()
    {
        Dictionary<(string Operation, string Name), long> counts;
        lock (_gate)
        {
            if (_counts.Count == 0)
            {
                return [];
            }

            counts = _counts;
            _counts = [];
        }

        return [.. counts.Select(static count => new RolloutCount(count.Key.Operation, count.Key.Name, count.Value))];
    }

    /// <summary>Puts back what could not be written.</summary>
    public void PutBack(IEnumerable<RolloutCount> counts)
    {
        foreach (var count in counts)
        {
            Add(count.Operation, count.Name, count.Value);
        }
    }
}
