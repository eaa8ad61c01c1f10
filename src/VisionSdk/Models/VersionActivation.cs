using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Gives roles to versions: prepared first, then written down, then seen by requests.</summary>
/// <remarks>Until the event is written down nothing has changed, so that whatever fails before leaves the present version serving.</remarks>
internal sealed class VersionActivation(
    VisionSdkOptions options,
    VersionRegistration registration,
    RegistryWatch watch,
    RegistryFollower follower,
    ModelSlots slots,
    VersionLocator locator,
    VersionPreparation preparation
)
{
    private const string InitialReason = "as configured";

    /// <summary>Activates a version.</summary>
    public async Task<SlotActivation> ActivateAsync(
        string slot,
        string model,
        ActivationOptions activation,
        CancellationToken cancellationToken
    )
    {
        await watch.ReadyAsync(cancellationToken).ConfigureAwait(false);
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        return await follower
            .ChangeAsync(
                async () =>
                {
                    var record = await VersionRegistration
                        .RequireAsync(store, model, cancellationToken)
                        .ConfigureAwait(false);
                    var change = new SlotChange(store, slot, record, SlotActivationKind.Activated, activation);
                    return await ApplyAsync(change, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Goes back to the version before the present one.</summary>
    public async Task<SlotActivation> RollbackAsync(
        string slot,
        ActivationOptions activation,
        CancellationToken cancellationToken
    )
    {
        await watch.ReadyAsync(cancellationToken).ConfigureAwait(false);
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        return await follower
            .ChangeAsync(
                async () =>
                {
                    var history = await store
                        .ListActivationsAsync(slot, cancellationToken: cancellationToken)
                        .ConfigureAwait(false);
                    var before =
                        SlotHistory.Before(history)
                        ?? throw new ModelActivationException(
                            ActivationFailure.NothingBefore,
                            slot,
                            $"Slot '{slot}' has no version before the present one; its history has {history.Length} events. Activate the version that is wanted."
                        );
                    var record = await VersionRegistration
                        .RequireAsync(store, $"{before.ModelId}@{before.Version}", cancellationToken)
                        .ConfigureAwait(false);
                    var change = new SlotChange(store, slot, record, SlotActivationKind.RolledBack, activation);
                    return await ApplyAsync(change, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Prepares a version, writes the event down and lets requests see it. Within <see cref="RegistryFollower.ChangeAsync"/>.</summary>
    public async Task<SlotActivation> ApplyAsync(SlotChange change, CancellationToken cancellationToken)
    {
        var record = change.Record;
        SlotAlias.Check(change.Slot, record.ModelId);
        record.ThrowIfUnusable();
        var roles = RolesOf(change.Slot);
        var key = await locator.LocateAsync(change.Store, record, cancellationToken).ConfigureAwait(false);
        var maxSlowdown =
            change.Kind == SlotActivationKind.RolledBack
                ? null
                : change.Options.MaxSlowdown ?? options.Models.MaxSlowdown;
        var version = await preparation
            .PrepareAsync(roles is [var first, ..] ? first : change.Slot, key, maxSlowdown, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            await CheckSpaceAsync(change, roles, cancellationToken).ConfigureAwait(false);
            var assignment = new SlotAssignment(new ModelName(record.ModelId, record.Version), key);
            var next = roles.Aggregate(slots.Current, (generation, role) => generation.With(role, assignment));
            foreach (var role in roles)
            {
                await preparation.PrepareChainsAsync(next, role, cancellationToken).ConfigureAwait(false);
            }

            if (record.State == ModelVersionState.Registered)
            {
                await change
                    .Store.SetModelVersionStateAsync(
                        record.ModelId,
                        record.Version,
                        ModelVersionState.Verified,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            await registration.KeepAsync(change.Store, record, key, cancellationToken).ConfigureAwait(false);
            var after = await EnsureHistoryAsync(change, cancellationToken).ConfigureAwait(false);
            var activation = await change.AppendAsync(change.Request(after), cancellationToken).ConfigureAwait(false);
            foreach (var role in roles)
            {
                next = follower.Publish(activation with { Slot = role }, next);
            }

            return activation;
        }
        finally
        {
            version.Release();
        }
    }

    /// <summary>The slots that an event concerns: the one that it names, or those that name the alias.</summary>
    private ImmutableArray<string> RolesOf(string slot) =>
        SlotAlias.Is(slot)
            ? [.. options.Slots.Where(entry => entry.Value == slot).Select(static entry => entry.Key)]
            : [slot];

    /// <summary>Nobody may be unknown after a swap who was known before it.</summary>
    private async Task CheckSpaceAsync(
        SlotChange change,
        ImmutableArray<string> roles,
        CancellationToken cancellationToken
    )
    {
        if (change.Record.Space is not { } space || change.Options.AllowSpaceChange || change.IsMigrated)
        {
            return;
        }

        foreach (var (name, profile) in options.Profiles)
        {
            if (!roles.Contains(profile.Embedder))
            {
                continue;
            }

            var left = await change
                .Store.CountIdentitiesOutsideAsync(name, space, cancellationToken)
                .ConfigureAwait(false);
            if (left > 0)
            {
                throw new ModelActivationException(
                    ActivationFailure.SpaceNotMigrated,
                    change.Slot,
                    $"{left} identities of profile '{name}' have no embedding in the space of {change.Record} and would not be recognised any more. Migrate the gallery first ('vision migrate start'), or allow the change of space if that is meant."
                );
            }
        }
    }

    /// <summary>The slot's last event; 0 when it has none and no version plays the role. Where its history begins now, it begins with the version that served until now.</summary>
    public async Task<long> EnsureHistoryAsync(SlotChange change, CancellationToken cancellationToken)
    {
        var last = await change
            .Store.ListActivationsAsync(change.Slot, count: 1, cancellationToken)
            .ConfigureAwait(false);
        if (last is [var activation])
        {
            return activation.Sequence;
        }

        if (await PresentAsync(change, cancellationToken).ConfigureAwait(false) is not { } present)
        {
            return 0;
        }

        var initial = await change
            .Store.AddActivationAsync(
                change.Request(after: 0) with
                {
                    ModelId = present.ModelId,
                    Version = present.Version,
                    Kind = SlotActivationKind.Initial,
                    Reason = InitialReason,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return initial.Sequence;
    }

    /// <summary>The version that plays the role by configuration, registered; <see langword="null"/> when there is none that works.</summary>
    private async Task<ModelVersionRecord?> PresentAsync(SlotChange change, CancellationToken cancellationToken)
    {
        var generation = slots.Current;
        if (!generation.Slots.ContainsKey(change.Slot))
        {
            return null;
        }

        try
        {
            using var model = await slots
                .HoldAsync(generation, change.Slot, model: null, cancellationToken)
                .ConfigureAwait(false);
            var manifest = model.Version.Manifest;
            await change.Store.RegisterModelAsync(manifest, cancellationToken).ConfigureAwait(false);
            var record = await change
                .Store.FindModelVersionAsync(manifest.Id, manifest.Version, cancellationToken)
                .ConfigureAwait(false);
            await registration
                .KeepAsync(change.Store, record!, model.Version.Key, cancellationToken)
                .ConfigureAwait(false);
            return record;
        }
        catch (ModelLoadException)
        {
            return null;
        }
    }
}
