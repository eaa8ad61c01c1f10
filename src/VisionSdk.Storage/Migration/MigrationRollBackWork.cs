namespace VisionSdk.Storage;

/// <summary>Lets the old space answer again.</summary>
internal sealed class MigrationRollBackWork(int migration, string actor, string? reason)
{
    public async Task<SlotActivation> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var row = await MigrationReading
            .RequireAsync(scope.Context, migration, cancellationToken)
            .ConfigureAwait(false);
        MigrationRules.ThrowUnless(row, "Rolling back", EmbeddingMigrationState.CutOver);
        var galleries = await MigrationLocks.TakeAsync(scope, row.Id, cancellationToken).ConfigureAwait(false);
        var activation = await MigrationSwitch
            .ActivateAsync(
                scope,
                row,
                row.FromModelVersionId,
                SlotActivationKind.RolledBack,
                actor,
                reason ?? $"Migration {row.Id} rolled back",
                cancellationToken
            )
            .ConfigureAwait(false);
        row.State = EmbeddingMigrationState.RolledBack;
        row.ActivationId = activation.Sequence;

        // What was measured before did not keep it from being taken back.
        row.Gate = MigrationGate.Open;
        row.UpdatedAt = scope.Now;
        row.Version++;
        await scope.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await MigrationAudit
            .WriteAsync(
                scope,
                galleries,
                actor,
                "embeddings.migration.rolledback",
                $$"""{"migration":{{row.Id}},"activation":{{activation.Sequence}}}""",
                cancellationToken
            )
            .ConfigureAwait(false);
        return activation;
    }
}
