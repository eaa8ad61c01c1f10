using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Keeps this process in step with the rollouts of its store: candidates are loaded and warm before a request sees them.</summary>
internal sealed class RolloutFollower : IDisposable
{
    private static readonly TimeSpan GalleryInterval = TimeSpan.FromSeconds(30);

    private readonly VisionSdkOptions _options;
    private readonly StoreSource _stores;
    private readonly ModelSlots _slots;
    private readonly VersionLocator _locator;
    private readonly VersionPreparation _preparation;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lifetime = new();
    private readonly Dictionary<long, Task> _preparing = [];
    private readonly Dictionary<long, RolloutTally> _failures = [];
    private Boxed _current = Boxed.Unknown;
    private long _galleriesSeen;

    public RolloutFollower(
        VisionSdkOptions options,
        StoreSource stores,
        VersionHost host,
        ModelSlots slots,
        VersionLocator locator,
        VersionPreparation preparation,
        TimeProvider time,
        ILogger logger
    )
    {
        _options = options;
        _stores = stores;
        _slots = slots;
        _locator = locator;
        _preparation = preparation;
        _time = time;
        _logger = logger;
        var playsRole = host.PlaysRole;
        host.PlaysRole = key => playsRole(key) || IsCandidate(key);
    }

    /// <summary>Whether it is known that there is nothing to take part in. One volatile read.</summary>
    public bool IsIdle => ReferenceEquals(Volatile.Read(ref _current), Boxed.None);

    /// <summary>The rollouts that this process takes part in, by slot.</summary>
    public ImmutableArray<ActiveRollout> Current => Volatile.Read(ref _current).Rollouts;

    /// <summary>What could not be loaded, to be written down.</summary>
    public IEnumerable<KeyValuePair<long, RolloutTally>> Failures
    {
        get
        {
            lock (_gate)
            {
                return [.. _failures];
            }
        }
    }

    /// <summary>Asks the store which rollouts run.</summary>
    /// <exception cref="StoreException">The store cannot be read; the rollouts stay as they are.</exception>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (!_options.Models.FollowRegistry || !_stores.MayExist)
        {
            Keep([]);
            return;
        }

        var store = await _stores.GetAsync(cancellationToken).ConfigureAwait(false);
        var running = await store
            .ListRolloutsAsync(state: RolloutState.Running, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        Keep(running);
        foreach (var record in running)
        {
            BeginPreparing(store, record);
        }

        await LookAtGalleriesAsync(store, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes part in a rollout at once, in the process that starts it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="record">The rollout.</param>
    /// <param name="candidate">The candidate, held; from now on by the rollout.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AddAsync(
        VisionStore store,
        RolloutRecord record,
        LoadedVersion candidate,
        CancellationToken cancellationToken
    )
    {
        var active = new ActiveRollout(store.StoreId, record, candidate);
        active.NotMigrated = await NotMigratedAsync(store, record, cancellationToken).ConfigureAwait(false);
        Add(active);
    }

    /// <summary>Takes part no more: requests that begin from now on do not see the candidate.</summary>
    public void Remove(long rollout) => Change(rollouts => rollouts.RemoveAll(active => active.Record.Id == rollout));

    /// <summary>Which profiles' galleries are not in the candidate's space, with how many identities are missing.</summary>
    public async Task<IReadOnlyDictionary<string, int>> NotMigratedAsync(
        VisionStore store,
        RolloutRecord record,
        CancellationToken cancellationToken
    )
    {
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        if (record.Space is not { } space)
        {
            return missing;
        }

        foreach (var (name, profile) in _options.Profiles)
        {
            if (profile.Embedder != record.Slot)
            {
                continue;
            }

            var count = await store.CountIdentitiesOutsideAsync(name, space, cancellationToken).ConfigureAwait(false);
            if (count > 0)
            {
                missing.Add(name, count);
            }
        }

        return missing;
    }

    /// <summary>Waits until nothing is being prepared any more, and lets go of every candidate.</summary>
    public async Task StopAsync()
    {
        await _lifetime.CancelAsync().ConfigureAwait(false);
        Task[] preparing;
        lock (_gate)
        {
            preparing = [.. _preparing.Values];
        }

        await Task.WhenAll(preparing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Change(static rollouts => rollouts.Clear());
    }

    public void Dispose() => _lifetime.Dispose();

    private bool IsCandidate(VersionKey key)
    {
        foreach (var rollout in Current)
        {
            if (rollout.Candidate == key)
            {
                return true;
            }
        }

        return false;
    }

    private void Keep(ImmutableArray<RolloutRecord> running)
    {
        var ids = running.Select(static record => record.Id).ToHashSet();
        lock (_gate)
        {
            foreach (var id in _failures.Keys.Where(id => !ids.Contains(id)).ToArray())
            {
                _failures.Remove(id);
            }
        }

        Change(rollouts => rollouts.RemoveAll(active => !ids.Contains(active.Record.Id)));
    }

    private void BeginPreparing(VisionStore store, RolloutRecord record)
    {
        lock (_gate)
        {
            if (
                _preparing.ContainsKey(record.Id)
                || _failures.ContainsKey(record.Id)
                || _current.Rollouts.Any(active => active.Record.Id == record.Id)
            )
            {
                return;
            }

            _preparing.Add(record.Id, Task.Run(() => PrepareAsync(store, record)));
        }
    }

    private async Task PrepareAsync(VisionStore store, RolloutRecord record)
    {
        try
        {
            var version =
                await store.FindModelVersionAsync(record.ModelId, record.Version, _lifetime.Token).ConfigureAwait(false)
                ?? throw new ModelLoadException($"Model of {record} is not registered.", record.ModelId, path: null);
            var key = await _locator.LocateAsync(store, version, _lifetime.Token).ConfigureAwait(false);
            var candidate = await _preparation
                .PrepareAsync(record.Slot, key, maxSlowdown: null, _lifetime.Token)
                .ConfigureAwait(false);
            await AddAsync(store, record, candidate, _lifetime.Token).ConfigureAwait(false);
            Log.RolloutFollowed(_logger, record.Id, record.Slot, record.ModelId, record.Version);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It stays out of this rollout, and the report says so.
            var failure = new RolloutTally();
            failure.Add(RolloutStatistics.ProcessCounters, RolloutCounters.Error + exception.GetType().Name);
            lock (_gate)
            {
                _failures[record.Id] = failure;
            }

            Log.RolloutNotFollowed(_logger, exception, record.Id, record.Slot, record.ModelId, record.Version);
        }
        finally
        {
            lock (_gate)
            {
                _preparing.Remove(record.Id);
            }
        }
    }

    private async Task LookAtGalleriesAsync(VisionStore store, CancellationToken cancellationToken)
    {
        if (Current.IsEmpty || _galleriesSeen != 0 && _time.GetElapsedTime(_galleriesSeen) < GalleryInterval)
        {
            return;
        }

        _galleriesSeen = _time.GetTimestamp();
        foreach (var active in Current)
        {
            active.NotMigrated = await NotMigratedAsync(store, active.Record, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Add(ActiveRollout active)
    {
        var isNew = false;
        Change(rollouts =>
        {
            isNew = !_lifetime.IsCancellationRequested && !rollouts.Any(known => known.Record.Id == active.Record.Id);
            return isNew
                ? rollouts.Add(active).Sort(static (left, right) => left.Record.Id.CompareTo(right.Record.Id))
                : rollouts;
        });
        if (!isNew)
        {
            active.Dispose();
        }
    }

    private void Change(Func<ImmutableArray<ActiveRollout>, ImmutableArray<ActiveRollout>> change)
    {
        ImmutableArray<ActiveRollout> before;
        ImmutableArray<ActiveRollout> after;
        lock (_gate)
        {
            before = _current.Rollouts;
            after = change(before);
            Volatile.Write(ref _current, after.IsEmpty ? Boxed.None : new Boxed(after));
        }

        foreach (var gone in before.Except(after))
        {
            gone.Dispose();
        }
    }

    private sealed class Boxed(ImmutableArray<ActiveRollout> rollouts)
    {
        /// <summary>Nobody has asked the store yet.</summary>
        public static Boxed Unknown { get; } = new([]);

        public static Boxed None { get; } = new([]);

        public ImmutableArray<ActiveRollout> Rollouts => rollouts;
    }
}
