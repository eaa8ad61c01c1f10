using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Keeps the roles of this process in step with the registry of its store.</summary>
/// <remarks>
/// What is active when the process starts is loaded on first use, as everything is. What is activated later is loaded, checked and warm before
/// any request sees it; when that fails, the version that serves goes on serving.
/// </remarks>
internal sealed class RegistryFollower(
    VisionSdkOptions options,
    StoreSource stores,
    ModelSlots slots,
    VersionLocator locator,
    VersionPreparation preparation,
    VisionTelemetry telemetry,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly ConcurrentDictionary<string, FollowFailure> _failures = new(StringComparer.Ordinal);
    private long _seen = -1;
    private bool _hasLooked;

    /// <summary>Why the registry could not be read the last time; <see langword="null"/> when it could.</summary>
    public Exception? Unreachable { get; private set; }

    /// <summary>The activation of a slot that could not be followed, if there is one.</summary>
    public FollowFailure? FailureOf(string slot) => _failures.GetValueOrDefault(slot);

    /// <summary>Changes roles while nobody else does.</summary>
    public async Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await change().ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Asks the store whether anything was activated, and follows it.</summary>
    /// <returns>Whether the store has been asked: there may be none.</returns>
    /// <exception cref="StoreException">The store cannot be read; the roles stay as they are.</exception>
    public async Task<bool> FollowAsync(CancellationToken cancellationToken)
    {
        if (!options.Models.FollowRegistry || !stores.MayExist)
        {
            _hasLooked = true;
            return false;
        }

        try
        {
            var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
            await FollowAsync(store, cancellationToken).ConfigureAwait(false);
            Unreachable = null;
            return true;
        }
        catch (StoreException exception)
        {
            Unreachable = exception;
            throw;
        }
    }

    /// <summary>Makes a prepared version play its role in this process.</summary>
    /// <returns>The generation that is published, with the number of the activation.</returns>
    /// <remarks>Within <see cref="ChangeAsync"/>.</remarks>
    public SlotGeneration Publish(SlotActivation activation, SlotGeneration next)
    {
        var published = next.Renumbered(activation.Slot, activation.Sequence);
        slots.Publish(published);
        _failures.TryRemove(activation.Slot, out _);
        telemetry.Swapped(activation.Slot, activation.ModelId, activation.Version, error: null);
        Log.SlotSwapped(logger, activation.Slot, activation.ModelId, activation.Version, activation.Sequence);
        return published;
    }

    public void Dispose() => _changing.Dispose();

    private async Task FollowAsync(VisionStore store, CancellationToken cancellationToken)
    {
        var last = await store.LastActivationAsync(cancellationToken).ConfigureAwait(false);
        if (last == _seen && _failures.IsEmpty)
        {
            return;
        }

        await ChangeAsync(
                async () =>
                {
                    var active = await store
                        .ListActiveAsync(cancellationToken: cancellationToken)
                        .ConfigureAwait(false);
                    foreach (var (slot, activation) in ActivationsOf(active))
                    {
                        await FollowAsync(store, slot, activation, isFirst: !_hasLooked, cancellationToken)
                            .ConfigureAwait(false);
                    }

                    _seen = active.IsEmpty ? last : active.Max(static activation => activation.Sequence);
                    _hasLooked = true;
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>The activations of slots, and of the aliases that the options name.</summary>
    private Dictionary<string, SlotActivation> ActivationsOf(IEnumerable<SlotActivation> active)
    {
        var bySlot = active.ToDictionary(static activation => activation.Slot, StringComparer.Ordinal);
        foreach (var (slot, name) in options.Slots)
        {
            if (!bySlot.ContainsKey(slot) && bySlot.TryGetValue(name, out var alias))
            {
                bySlot.Add(slot, alias);
            }
        }

        return bySlot.Where(static entry => !SlotAlias.Is(entry.Key)).ToDictionary(StringComparer.Ordinal);
    }

    private async Task FollowAsync(
        VisionStore store,
        string slot,
        SlotActivation activation,
        bool isFirst,
        CancellationToken cancellationToken
    )
    {
        var name = new ModelName(activation.ModelId, activation.Version);
        var basis = slots.Current;
        if (
            basis.Slots.TryGetValue(slot, out var present) && present.Activation == activation.Sequence
            || _failures.TryGetValue(slot, out var failure)
                && failure.Activation == activation.Sequence
                && time.GetUtcNow() < failure.NextAttempt
        )
        {
            return;
        }

        if (isFirst)
        {
            slots.Publish(basis.With(slot, new SlotAssignment(name, Key: null, activation.Sequence)));
            return;
        }

        try
        {
            var record =
                await store
                    .FindModelVersionAsync(activation.ModelId, activation.Version, cancellationToken)
                    .ConfigureAwait(false)
                ?? throw new ModelLoadException($"Model '{name}' is not registered.", name.Id, path: null);
            var key = await locator.LocateAsync(store, record, cancellationToken).ConfigureAwait(false);

            // Whether it is fast enough was asked where it was activated; here it only has to work.
            var version = await preparation
                .PrepareAsync(slot, key, maxSlowdown: null, cancellationToken)
                .ConfigureAwait(false);
            try
            {
                var next = basis.With(slot, new SlotAssignment(name, key));
                await preparation.PrepareChainsAsync(next, slot, cancellationToken).ConfigureAwait(false);
                Publish(activation with { Slot = slot }, next);
            }
            finally
            {
                version.Release();
            }
        }
        catch (VisionSdkException exception) when (exception is not StoreException)
        {
            _failures[slot] = FollowFailure.After(
                _failures.GetValueOrDefault(slot),
                activation.Sequence,
                name.ToString(),
                exception,
                time.GetUtcNow()
            );
            telemetry.Swapped(slot, name.Id, activation.Version, exception);
            Log.SwapFailed(logger, exception, slot, name.Id, activation.Version);
        }
    }
}
