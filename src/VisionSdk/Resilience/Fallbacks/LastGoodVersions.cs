using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Finds the versions that may answer in the place of one that does not work: the one that was live before it, and the one of the options.</summary>
internal sealed class LastGoodVersions(VisionSdkOptions options, StoreSource stores, VersionLocator locator)
{
    /// <summary>The candidates, the best first.</summary>
    /// <param name="broken">The role.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ImmutableArray<SlotAssignment>> FindAsync(BrokenSlot broken, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<SlotAssignment>();
        if (await BeforeAsync(broken.Slot, cancellationToken).ConfigureAwait(false) is { } before)
        {
            found.Add(before);
        }

        if (await ConfiguredAsync(broken.Slot, cancellationToken).ConfigureAwait(false) is { } configured)
        {
            found.Add(configured);
        }

        return [.. found.Where(candidate => candidate.Key != broken.Key).DistinctBy(static candidate => candidate.Key)];
    }

    private async Task<SlotAssignment?> BeforeAsync(string slot, CancellationToken cancellationToken)
    {
        if (!options.Models.FollowRegistry || !stores.MayExist)
        {
            return null;
        }

        try
        {
            var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
            var history = await HistoryAsync(store, slot, cancellationToken).ConfigureAwait(false);
            if (SlotHistory.Before(history) is not { } before)
            {
                return null;
            }

            var record = await store
                .FindModelVersionAsync(before.ModelId, before.Version, cancellationToken)
                .ConfigureAwait(false);
            return record is null or { State: ModelVersionState.Revoked or ModelVersionState.Retired }
                ? null
                : new SlotAssignment(
                    new ModelName(record.ModelId, record.Version),
                    await locator.LocateAsync(store, record, cancellationToken).ConfigureAwait(false)
                );
        }
        catch (VisionSdkException)
        {
            // A store that cannot be read, or a package that is not at hand: the version of the options is left.
            return null;
        }
    }

    /// <summary>The history of the role, or of the alias that the options name for it.</summary>
    private async Task<ImmutableArray<SlotActivation>> HistoryAsync(
        VisionStore store,
        string slot,
        CancellationToken cancellationToken
    )
    {
        var history = await store
            .ListActivationsAsync(slot, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return history.IsEmpty && options.Slots.TryGetValue(slot, out var alias)
            ? await store.ListActivationsAsync(alias, cancellationToken: cancellationToken).ConfigureAwait(false)
            : history;
    }

    private async Task<SlotAssignment?> ConfiguredAsync(string slot, CancellationToken cancellationToken)
    {
        if (!options.Slots.TryGetValue(slot, out var text))
        {
            return null;
        }

        try
        {
            var name = ModelName.Parse(text, nameof(options));
            return new SlotAssignment(name, await locator.LocateAsync(name, cancellationToken).ConfigureAwait(false));
        }
        catch (VisionSdkException)
        {
            return null;
        }
    }
}
