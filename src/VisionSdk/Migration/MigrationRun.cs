using System.Collections.Immutable;
using System.Text.Json;
using VisionSdk.ML;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Works on a move until nobody waits any more.</summary>
internal sealed class MigrationRun(
    VisionStore store,
    EmbeddingMigrationRecord migration,
    IdentityMove move,
    MigrationRunOptions options,
    MigrationMeter meter,
    ImmutableArray<double> rates,
    TimeProvider time
)
{
    // While others hold what is left.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.RetryFailed)
        {
            await store.RetryMigrationAsync(migration.Id, cancellationToken).ConfigureAwait(false);
        }

        await meter.ReportAsync(finished: 0, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await EmbedAllAsync(cancellationToken).ConfigureAwait(false);
            var counts = await store
                .CountMigrationAsync(migration.Id, statesOnly: true, cancellationToken)
                .ConfigureAwait(false);
            if (counts.Pending == 0 && counts.Uncropped > 0)
            {
                // Last, so that the bridge is learnt from everybody who has a picture.
                await BridgeAllAsync(cancellationToken).ConfigureAwait(false);
                counts = await store
                    .CountMigrationAsync(migration.Id, statesOnly: true, cancellationToken)
                    .ConfigureAwait(false);
            }

            if (counts.Remaining == 0)
            {
                return;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EmbedAllAsync(CancellationToken cancellationToken)
    {
        while (await ClaimAsync(uncropped: false, cancellationToken).ConfigureAwait(false) is { IsEmpty: false } items)
        {
            var made = new MigratedIdentity[items.Length];
            await Parallel
                .ForAsync(
                    0,
                    items.Length,
                    new ParallelOptions
                    {
                        MaxDegreeOfParallelism = options.Parallelism,
                        CancellationToken = cancellationToken,
                    },
                    async (place, token) =>
                        made[place] = await move.EmbedAsync(items[place], token).ConfigureAwait(false)
                )
                .ConfigureAwait(false);
            await StoreAsync(made, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BridgeAllAsync(CancellationToken cancellationToken)
    {
        var items = await ClaimAsync(uncropped: true, cancellationToken).ConfigureAwait(false);
        if (items.IsEmpty)
        {
            return;
        }

        var (forward, backward, reason) = await LearnAsync(items, cancellationToken).ConfigureAwait(false);
        for (; !items.IsEmpty; items = await ClaimAsync(uncropped: true, cancellationToken).ConfigureAwait(false))
        {
            MigratedIdentity[] made = [.. items.Select(item => move.Bridge(item, forward, backward, reason))];
            await StoreAsync(made, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(SpaceBridge? Forward, SpaceBridge? Backward, string Reason)> LearnAsync(
        ImmutableArray<MigrationItem> items,
        CancellationToken cancellationToken
    )
    {
        if (!options.AllowBridge)
        {
            return (null, null, "No picture was kept, and vectors are not to be mapped.");
        }

        var identities = await store
            .SampleMigratedAsync(migration.Id, MigrationBridges.MostIdentities, seed: 1, cancellationToken)
            .ConfigureAwait(false);
        if (identities.Length < options.BridgeIdentities)
        {
            return (
                null,
                null,
                $"No picture was kept, and a bridge needs {options.BridgeIdentities} identities that both spaces have; there are {identities.Length}."
            );
        }

        var bridges = new MigrationBridges(migration, identities);
        var needsBackward = items.SelectMany(static item => item.Sources).Any(static source => source.Old is null);
        var report = bridges.Measure(rates);
        await store
            .RecordBridgeAsync(
                migration.Id,
                JsonSerializer.Serialize(report, MigrationJsonContext.Default.MigrationBridgeReport),
                cancellationToken
            )
            .ConfigureAwait(false);
        return (
            bridges.Forward(),
            needsBackward ? bridges.Backward() : null,
            "No picture was kept, and no bridge leads to the old space."
        );
    }

    private Task<ImmutableArray<MigrationItem>> ClaimAsync(bool uncropped, CancellationToken cancellationToken) =>
        store.ClaimMigrationAsync(migration.Id, options.BatchSize, options.Lease, uncropped, cancellationToken);

    private async Task StoreAsync(MigratedIdentity[] made, CancellationToken cancellationToken)
    {
        await store.StoreMigratedAsync(migration.Id, made, cancellationToken).ConfigureAwait(false);
        var finished = made.Count(static one => one.State != EmbeddingMigrationItemState.Uncropped);
        await meter.ReportAsync(finished, cancellationToken).ConfigureAwait(false);
    }
}
