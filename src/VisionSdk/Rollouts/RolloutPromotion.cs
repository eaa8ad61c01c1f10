using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Activates candidates, and notices activations that end a rollout.</summary>
internal sealed class RolloutPromotion(
    VisionSdkOptions options,
    VersionRegistration registration,
    VersionActivation activation,
    RegistryFollower registry
)
{
    /// <summary>Who acts when an activation ends a rollout.</summary>
    private const string Actor = "registry";

    /// <summary>Activates a candidate as any version is, and ends its rollout in the same transaction.</summary>
    public async Task<SlotActivation> PromoteAsync(
        RolloutRecord rollout,
        ActivationOptions activating,
        CancellationToken cancellationToken
    )
    {
        var store = await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
        return await registry
            .ChangeAsync(
                async () =>
                {
                    var version = await VersionRegistration
                        .RequireAsync(store, $"{rollout.ModelId}@{rollout.Version}", cancellationToken)
                        .ConfigureAwait(false);
                    var change = new SlotChange(store, rollout.Slot, version, SlotActivationKind.Activated, activating)
                    {
                        AppendAsync = (request, token) => store.PromoteRolloutAsync(rollout.Id, request, token),
                    };
                    return await activation.ApplyAsync(change, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>The slot's last event, or that of the alias that plays it; <see langword="null"/> for none.</summary>
    public async Task<SlotActivation?> LastAsync(VisionStore store, string slot, CancellationToken cancellationToken)
    {
        foreach (var name in (string?[])[slot, options.Slots.TryGetValue(slot, out var alias) ? alias : null])
        {
            if (
                name is not null
                && await store.ListActivationsAsync(name, count: 1, cancellationToken).ConfigureAwait(false)
                    is [var last]
            )
            {
                return last;
            }
        }

        return null;
    }

    /// <summary>How a rollout ends because its slot has been given to a version since it began; <see langword="null"/> when it has not.</summary>
    public async Task<RolloutEnding?> FindSuccessorAsync(
        VisionStore store,
        RolloutRecord rollout,
        CancellationToken cancellationToken
    )
    {
        var last = await LastAsync(store, rollout.Slot, cancellationToken).ConfigureAwait(false);
        if (
            last is null
            || last.Sequence == rollout.BaseActivation
            || rollout.BaseActivation == 0 && last.Kind == SlotActivationKind.Initial
        )
        {
            return null;
        }

        var isCandidate = last.ModelId == rollout.ModelId && last.Version == rollout.Version;
        return new RolloutEnding(
            isCandidate ? RolloutState.Promoted : RolloutState.Aborted,
            Actor,
            $"{last.Actor} activated {last.ModelId}@{last.Version} in the slot, event {last.Sequence}"
        );
    }
}
