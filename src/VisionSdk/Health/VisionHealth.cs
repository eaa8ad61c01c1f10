using System.Collections.Immutable;
using System.Globalization;

namespace VisionSdk;

/// <inheritdoc cref="IVisionHealth"/>
internal sealed class VisionHealth(
    VisionSdkOptions options,
    ModelSlots slots,
    VersionHost host,
    VersionCircuits circuits,
    VersionFallbacks fallbacks,
    RegistryFollower follower,
    RegistryWatch watch,
    StoreSource stores,
    InFlight inFlight
) : IVisionHealth
{
    public ImmutableArray<string> Slots => [.. slots.Current.Names];

    public async Task<SlotHealth> CheckAsync(
        string slot,
        bool load = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        using var scope = inFlight.Enter();
        var error = load ? await LoadAsync(slot, cancellationToken).ConfigureAwait(false) : null;
        var generation = slots.Current;
        var assignment = Assignment(generation, slot);
        var key = slots.KeyOf(assignment);
        var health = new SlotHealth
        {
            Slot = slot,
            State = SlotHealthState.NotLoaded,
            Model = assignment.Name.ToString(),
            Activation = assignment.Activation,
            Loaded = key is { } found ? host.Loaded.FirstOrDefault(version => version.Key == found)?.In(slot) : null,
        };
        if (error is not null)
        {
            return health with { State = SlotHealthState.NotLoadable, Reason = error.Message };
        }

        if (key is { } known && circuits.Find(known) is { } circuit && circuit.State != CircuitState.Closed)
        {
            return await BrokenAsync(health, circuit, cancellationToken).ConfigureAwait(false);
        }

        if (follower.FailureOf(slot) is { } failure)
        {
            return health with
            {
                State = SlotHealthState.NotFollowed,
                Wanted = failure.Wanted,
                Reason = failure.Error.Message,
            };
        }

        return health.Loaded switch
        {
            null => health,
            { ProviderReason: { } reason } => health with { State = SlotHealthState.ProviderFellBack, Reason = reason },
            _ => health with { State = SlotHealthState.Serving },
        };
    }

    public async Task<StoreHealth> CheckStoreAsync(CancellationToken cancellationToken = default)
    {
        using var scope = inFlight.Enter();
        if (!stores.MayExist)
        {
            return new StoreHealth(Exists: false);
        }

        try
        {
            await stores
                .CallAsync(
                    "check the store",
                    static (store, token) => store.LastActivationAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new StoreHealth(Exists: true, options.Models.FollowRegistry ? follower.Unreachable : null);
        }
        catch (VisionSdkException exception)
        {
            return new StoreHealth(Exists: true, exception);
        }
    }

    public async Task ResetAsync(string slot, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        using var scope = inFlight.Enter();
        if (slots.KeyOf(Assignment(slots.Current, slot)) is { } key && circuits.Find(key) is { } circuit)
        {
            await circuit.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Exception?> LoadAsync(string slot, CancellationToken cancellationToken)
    {
        try
        {
            await watch.ReadyAsync(cancellationToken).ConfigureAwait(false);
            var generation = slots.Current;
            _ = Assignment(generation, slot);
            using var model = await slots
                .HoldAsync(generation, slot, model: null, cancellationToken)
                .ConfigureAwait(false);
            return null;
        }
        catch (VisionSdkException exception)
        {
            return exception;
        }
    }

    private async Task<SlotHealth> BrokenAsync(
        SlotHealth health,
        VersionCircuit circuit,
        CancellationToken cancellationToken
    )
    {
        var serving = await fallbacks
            .FindServingAsync(FallbackScope.SameSpace, mayTry: false, cancellationToken)
            .ConfigureAwait(false);
        var fallback = serving.Fallbacks.FirstOrDefault(fallback => fallback.Slot == health.Slot);
        return health with
        {
            State = fallback is null ? SlotHealthState.Unavailable : SlotHealthState.FellBack,
            Fallback = fallback,
            RetryAt = circuit.RetryAt,
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{circuit.Key} has failed too often (the last time: {circuit.LastFailure}) and is not asked before {circuit.RetryAt.UtcDateTime:O}; {(fallback is null ? "nobody answers in its place" : $"{fallback.Used} answers")}."
            ),
        };
    }

    private static SlotAssignment Assignment(SlotGeneration generation, string slot) =>
        generation.Slots.GetValueOrDefault(slot)
        ?? throw new ArgumentException(
            $"There is no slot '{slot}'; there are {string.Join(", ", generation.Names)}.",
            nameof(slot)
        );
}
