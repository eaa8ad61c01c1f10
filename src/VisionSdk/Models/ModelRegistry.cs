using System.Collections.Immutable;
using VisionSdk.ML;
using VisionSdk.Storage;

namespace VisionSdk;

/// <inheritdoc cref="IModelRegistry"/>
internal sealed class ModelRegistry(
    VersionRegistration registration,
    VersionActivation activation,
    RegistryFollower follower,
    VersionPreparation preparation,
    VersionLocator locator,
    VersionHost host,
    ModelSlots slots,
    InFlight inFlight
) : IModelRegistry
{
    private static RegistrationOptions DefaultRegistration { get; } = new();

    private static ActivationOptions DefaultActivation { get; } = new();

    public async Task<ModelVersionRecord> RegisterAsync(
        string path,
        RegistrationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var scope = inFlight.Enter();
        return await registration
            .RegisterAsync(path, options ?? DefaultRegistration, cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<ImmutableArray<ModelVersionRecord>> ListAsync(
        string? id = null,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        return await store.ListModelVersionsAsync(id, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ModelVersionRecord> VerifyAsync(string model, CancellationToken cancellationToken = default)
    {
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        var record = await VersionRegistration.RequireAsync(store, model, cancellationToken).ConfigureAwait(false);
        if (record.State != ModelVersionState.Revoked)
        {
            var key = await locator.LocateAsync(store, record, cancellationToken).ConfigureAwait(false);
            await preparation.TryAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return await SetStateAsync(store, record, ModelVersionState.Verified, cancellationToken).ConfigureAwait(false);
    }

    public async Task<SlotActivation> ActivateAsync(
        string slot,
        string model,
        ActivationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        options ??= DefaultActivation;
        options.Validate();
        using var scope = inFlight.Enter();
        return await activation.ActivateAsync(slot, model, options, cancellationToken).ConfigureAwait(false);
    }

    public async Task<SlotActivation> RollbackAsync(
        string slot,
        ActivationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        options ??= DefaultActivation;
        options.Validate();
        using var scope = inFlight.Enter();
        return await activation.RollbackAsync(slot, options, cancellationToken).ConfigureAwait(false);
    }

    public Task<ModelVersionRecord> RetireAsync(string model, CancellationToken cancellationToken = default) =>
        SetStateAsync(model, ModelVersionState.Retired, cancellationToken);

    public Task<ModelVersionRecord> RevokeAsync(string model, CancellationToken cancellationToken = default) =>
        SetStateAsync(model, ModelVersionState.Revoked, cancellationToken);

    public async Task<ImmutableArray<SlotActivation>> ListHistoryAsync(
        string? slot = null,
        int count = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        return await store.ListActivationsAsync(slot, count, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ImmutableArray<SlotActivation>> ListLiveAsync(
        DateTimeOffset? at = null,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        return await store.ListActiveAsync(at, cancellationToken).ConfigureAwait(false);
    }

    public async Task ExportAsync(string model, string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        var record = await VersionRegistration.RequireAsync(store, model, cancellationToken).ConfigureAwait(false);
        var key = await locator.LocateAsync(store, record, cancellationToken).ConfigureAwait(false);
        var package = locator.Open(key);

        // As it was registered: a signature may have been given with the registration, and not lie in the models folder.
        ModelArchive.Create(package, path, record.Signature.IsEmpty ? null : record.Signature);
    }

    public async Task<ImmutableArray<SlotStatus>> RefreshAsync(CancellationToken cancellationToken = default)
    {
        using var scope = inFlight.Enter();
        await follower.FollowAsync(cancellationToken).ConfigureAwait(false);
        return GetStatus();
    }

    public ImmutableArray<SlotStatus> GetStatus()
    {
        var loaded = host.Loaded.ToDictionary(static version => version.Key);
        var generation = slots.Current;
        return [.. generation.Names.Select(slot => StatusOf(slot, generation.Slots[slot], loaded))];
    }

    private SlotStatus StatusOf(string slot, SlotAssignment assignment, Dictionary<VersionKey, LoadedVersion> loaded)
    {
        var version = slots.KeyOf(assignment) is { } key ? loaded.GetValueOrDefault(key) : null;
        var failure = follower.FailureOf(slot);
        return new SlotStatus
        {
            Slot = slot,
            Model = assignment.Name.ToString(),
            Activation = assignment.Activation,
            Loaded = version?.In(slot),
            Wanted = failure?.Wanted,
            Error = failure?.Error,
        };
    }

    private async Task<ModelVersionRecord> SetStateAsync(
        string model,
        ModelVersionState state,
        CancellationToken cancellationToken
    )
    {
        using var scope = inFlight.Enter();
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        var name = ModelName.Parse(model, nameof(model));
        if (name.Version is null)
        {
            throw new ArgumentException(
                $"'{model}' names no version; what is taken out of use must be named as 'id@version'.",
                nameof(model)
            );
        }

        var record = await VersionRegistration.RequireAsync(store, model, cancellationToken).ConfigureAwait(false);
        return await SetStateAsync(store, record, state, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ModelVersionRecord> SetStateAsync(
        VisionStore store,
        ModelVersionRecord record,
        ModelVersionState state,
        CancellationToken cancellationToken
    ) =>
        record with
        {
            State = await store
                .SetModelVersionStateAsync(record.ModelId, record.Version, state, cancellationToken)
                .ConfigureAwait(false),
        };
}
