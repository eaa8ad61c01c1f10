using System.Collections.Immutable;
using System.Text.Json;
using VisionSdk.Storage;

namespace VisionSdk;

/// <inheritdoc cref="IEmbeddingMigrator"/>
internal sealed class EmbeddingMigrator(
    VisionSdkOptions settings,
    VersionRegistration registration,
    VersionActivation activation,
    RegistryWatch watch,
    RegistryFollower follower,
    VersionLocator locator,
    MigrationEmbedder embedder,
    VisionPipelines pipelines,
    VisionTelemetry telemetry,
    InFlight inFlight,
    TimeProvider time
) : IEmbeddingMigrator
{
    private const double LooseRate = 0.01;

    public async Task<MigrationStatus> StartAsync(
        string model,
        MigrationStartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        using var scope = inFlight.Enter();
        var start = options ?? new MigrationStartOptions();
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        var record = await VersionRegistration.RequireAsync(store, model, cancellationToken).ConfigureAwait(false);

        // What cannot be found now would only be missed after hours of work.
        var key = await locator.LocateAsync(store, record, cancellationToken).ConfigureAwait(false);
        await registration.KeepAsync(store, record, key, cancellationToken).ConfigureAwait(false);
        var change = Change(store, start.Slot, record, SlotActivationKind.Activated, start.Actor, start.Reason);
        await follower
            .ChangeAsync(() => activation.EnsureHistoryAsync(change, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        var migration = await store
            .StartMigrationAsync(
                new EmbeddingMigrationRequest
                {
                    Slot = start.Slot,
                    Profiles = ProfilesOf(start.Slot),
                    ModelId = record.ModelId,
                    Version = record.Version,
                    Actor = start.Actor,
                    Reason = start.Reason,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return await StatusAsync(store, migration, cancellationToken).ConfigureAwait(false);
    }

    public async Task<MigrationStatus> RunAsync(
        string slot = VisionSlots.FaceEmbedder,
        MigrationRunOptions? options = null,
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var run = options ?? new MigrationRunOptions();
        OptionRange.CheckMinimum<int>(run.Parallelism, 1, nameof(options));
        OptionRange.CheckMinimum<int>(run.BridgeIdentities, 10, nameof(options));
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        var migration = await RequireAsync(store, slot, cancellationToken).ConfigureAwait(false);
        var move = new IdentityMove(
            migration,
            (version, profile, crop, token) => EmbedAsync(store, slot, version, profile, crop, token)
        );
        var meter = new MigrationMeter(store, migration, telemetry, progress, time);
        await new MigrationRun(store, migration, move, run, meter, Rates, time)
            .RunAsync(cancellationToken)
            .ConfigureAwait(false);
        return await StatusAsync(store, migration.Id, cancellationToken).ConfigureAwait(false);
    }

    public async Task<MigrationStatus?> GetStatusAsync(
        string slot = VisionSlots.FaceEmbedder,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        var all = await store.ListMigrationsAsync(slot, cancellationToken).ConfigureAwait(false);
        return all is [var last, ..] ? await StatusAsync(store, last, cancellationToken).ConfigureAwait(false) : null;
    }

    public async Task<MigrationGateReport> EvaluateGateAsync(
        string slot = VisionSlots.FaceEmbedder,
        MigrationGateOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var gate = options ?? new MigrationGateOptions();
        OptionRange.CheckRate(gate.Confidence, nameof(options));
        OptionRange.CheckMinimum<double>(gate.Margin, 0, nameof(options));
        OptionRange.CheckMinimum<int>(gate.Identities, 2, nameof(options));
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        var migration = await RequireAsync(store, slot, cancellationToken).ConfigureAwait(false);
        var report = await new MigrationGateEvaluation(store, embedder, settings, time)
            .RunAsync(migration, gate, cancellationToken)
            .ConfigureAwait(false);
        await store
            .RecordGateAsync(
                migration.Id,
                report.Verdict,
                JsonSerializer.Serialize(report, MigrationJsonContext.Default.MigrationGateReport),
                cancellationToken
            )
            .ConfigureAwait(false);
        return report;
    }

    public async Task<SlotActivation> CutOverAsync(
        string slot = VisionSlots.FaceEmbedder,
        MigrationCutOverOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var cutOver = options ?? new MigrationCutOverOptions();
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        var migration = await RequireAsync(store, slot, cancellationToken).ConfigureAwait(false);
        var request = new CutOverRequest
        {
            MigrationId = migration.Id,
            Actor = cutOver.Actor,
            Reason = cutOver.Reason,
            AllowedMissing = cutOver.AllowedMissing,
            Override = cutOver.Override,
        };
        await LoadGalleriesAsync(store, migration, cancellationToken).ConfigureAwait(false);
        var change = Change(
            store,
            slot,
            migration.To,
            SlotActivationKind.Activated,
            cutOver.Actor,
            cutOver.Reason,
            cutOver.MaxSlowdown
        );
        return await ApplyAsync(
                change with
                {
                    AppendAsync = (_, token) => store.CutOverAsync(request, token),
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<SlotActivation> RollbackAsync(
        string slot = VisionSlots.FaceEmbedder,
        ActivationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var back = options ?? new ActivationOptions();
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        var migration = await RequireAsync(store, slot, cancellationToken).ConfigureAwait(false);
        var change = Change(store, slot, migration.From, SlotActivationKind.RolledBack, back.Actor, back.Reason);
        return await ApplyAsync(
                change with
                {
                    AppendAsync = (_, token) =>
                        store.RollBackMigrationAsync(migration.Id, back.Actor, back.Reason, token),
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<int> FinishAsync(
        string slot = VisionSlots.FaceEmbedder,
        string actor = "application",
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        var migration = await RequireAsync(store, slot, cancellationToken).ConfigureAwait(false);
        return await store.FinishMigrationAsync(migration.Id, actor, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> AbandonAsync(
        string slot = VisionSlots.FaceEmbedder,
        string actor = "application",
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        var migration = await RequireAsync(store, slot, cancellationToken).ConfigureAwait(false);
        return await store.AbandonMigrationAsync(migration.Id, actor, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ImmutableArray<ReenrolmentCandidate>> ListReenrolAsync(
        string slot = VisionSlots.FaceEmbedder,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        var all = await store.ListMigrationsAsync(slot, cancellationToken).ConfigureAwait(false);
        return all is [var last, ..]
            ? await store.ListReenrolAsync(last.Id, cancellationToken).ConfigureAwait(false)
            : throw NotMoved(slot);
    }

    /// <summary>Embeds a kept picture; where a request would be refused as busy, the move waits.</summary>
    private async Task<Embedding?> EmbedAsync(
        VisionStore store,
        string slot,
        ModelVersionRecord version,
        string profile,
        EnrolmentCrop crop,
        CancellationToken cancellationToken
    ) =>
        await pipelines
            .Batch.ExecuteAsync(
                async token =>
                    await embedder.EmbedAsync(store, slot, version, profile, crop, token).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);

    private ImmutableArray<double> Rates => [.. ((double[])[settings.FalseMatchRate, LooseRate]).Distinct()];

    private async Task<VisionStore> StoreAsync(CancellationToken cancellationToken)
    {
        await watch.ReadyAsync(cancellationToken).ConfigureAwait(false);
        return await registration.StoreAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task<SlotActivation> ApplyAsync(SlotChange change, CancellationToken cancellationToken) =>
        follower.ChangeAsync(() => activation.ApplyAsync(change, cancellationToken), cancellationToken);

    private static SlotChange Change(
        VisionStore store,
        string slot,
        ModelVersionRecord version,
        SlotActivationKind kind,
        string actor,
        string? reason,
        double? maxSlowdown = null
    ) =>
        new(
            store,
            slot,
            version,
            kind,
            new ActivationOptions
            {
                Actor = actor,
                Reason = reason,
                MaxSlowdown = maxSlowdown,
            }
        )
        {
            IsMigrated = true,
        };

    /// <summary>The profiles that embed with a slot.</summary>
    private ImmutableArray<string> ProfilesOf(string slot)
    {
        ImmutableArray<string> profiles =
        [
            .. settings
                .Profiles.Where(profile => profile.Value.Embedder == slot)
                .Select(static profile => profile.Key)
                .Order(StringComparer.Ordinal),
        ];
        return profiles.IsEmpty
            ? throw new ArgumentException(
                $"No recognition profile embeds with slot '{slot}', so there is nothing to move. Activate the version instead.",
                nameof(slot)
            )
            : profiles;
    }

    /// <summary>Reads the galleries' new vectors into memory, so that the first request after the switch does not have to.</summary>
    private static async Task LoadGalleriesAsync(
        VisionStore store,
        EmbeddingMigrationRecord migration,
        CancellationToken cancellationToken
    )
    {
        var settings = MigrationVersions.EmbeddingOf(migration.To);
        var probe = new Embedding(migration.To.Space!.Value, [1, .. new float[settings.Dimension - 1]]);
        foreach (var tenant in await store.ListTenantsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var profile in migration.Profiles)
            {
                await store
                    .SearchAsync(new GalleryScope(tenant, profile), probe, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>The slot's move that is not finished.</summary>
    private static async Task<EmbeddingMigrationRecord> RequireAsync(
        VisionStore store,
        string slot,
        CancellationToken cancellationToken
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(slot);
        var all = await store.ListMigrationsAsync(slot, cancellationToken).ConfigureAwait(false);
        return all is [{ State: < EmbeddingMigrationState.Finished } last, ..] ? last : throw NotMoved(slot);
    }

    private static async Task<MigrationStatus> StatusAsync(
        VisionStore store,
        int id,
        CancellationToken cancellationToken
    ) =>
        await StatusAsync(
                store,
                await store.GetMigrationAsync(id, cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);

    private static async Task<MigrationStatus> StatusAsync(
        VisionStore store,
        EmbeddingMigrationRecord migration,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            Migration = migration,
            Counts = await store
                .CountMigrationAsync(migration.Id, cancellationToken: cancellationToken)
                .ConfigureAwait(false),
            Gate = migration.GateReport is { } gate
                ? JsonSerializer.Deserialize(gate, MigrationJsonContext.Default.MigrationGateReport)
                : null,
            Bridge = migration.BridgeReport is { } bridge
                ? JsonSerializer.Deserialize(bridge, MigrationJsonContext.Default.MigrationBridgeReport)
                : null,
        };

    private static StoreException NotMoved(string slot) =>
        new(
            StoreFailure.UnknownMigration,
            $"Slot '{slot}' is not being moved to another embedding space. Start a migration first."
        );
}
