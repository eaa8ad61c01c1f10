using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>A running rollout as this process takes part in it: the candidate is loaded, warm and held.</summary>
internal sealed class ActiveRollout(Guid store, RolloutRecord record, LoadedVersion candidate) : IDisposable
{
    private readonly SlotAssignment _assignment = new(new ModelName(record.ModelId, record.Version), candidate.Key);
    private Tuple<SlotGeneration, SlotGeneration>? _generations;
    private volatile IReadOnlyDictionary<string, int> _notMigrated = new Dictionary<string, int>();
    private int _isDisposed;

    public RolloutRecord Record => record;

    public RolloutRules Rules { get; } = RolloutRules.FromJson(record.Rules);

    public RolloutTally Tally { get; } = new();

    public VersionKey Candidate => candidate.Key;

    /// <summary>Orders the subjects of the candidate's share.</summary>
    public byte[] Seed { get; } = RolloutAssignment.Seed(store, record.Id, purpose: 0);

    /// <summary>Orders those of them that are compared.</summary>
    public byte[] ComparisonSeed { get; } = RolloutAssignment.Seed(store, record.Id, purpose: 1);

    /// <summary>Profiles whose gallery is not in the candidate's space, with how many identities are missing.</summary>
    public IReadOnlyDictionary<string, int> NotMigrated
    {
        get => _notMigrated;
        set => _notMigrated = value;
    }

    /// <summary>The present versions with the candidate in its slot. One generation for each basis, so that its chains are put together once.</summary>
    public SlotGeneration Over(SlotGeneration basis)
    {
        if (_generations is { } known && ReferenceEquals(known.Item1, basis))
        {
            return known.Item2;
        }

        var next = basis.With(record.Slot, _assignment);
        _generations = Tuple.Create(basis, next);
        return next;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            candidate.Release();
        }
    }
}
