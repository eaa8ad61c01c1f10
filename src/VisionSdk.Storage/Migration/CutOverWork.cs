using System.Text.Json;

namespace VisionSdk.Storage;

/// <summary>Lets the new space answer: checks and switch are one transaction, during which nobody enrols.</summary>
internal sealed class CutOverWork(CutOverRequest request)
{
    public async Task<SlotActivation> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var row = await MigrationReading
            .RequireAsync(context, request.MigrationId, cancellationToken)
            .ConfigureAwait(false);
        MigrationRules.ThrowUnless(
            row,
            "Cutting over",
            EmbeddingMigrationState.Running,
            EmbeddingMigrationState.RolledBack
        );
        ThrowUnlessConsented(row);
        var galleries = await MigrationLocks.TakeAsync(scope, row.Id, cancellationToken).ConfigureAwait(false);
        await MigrationList.CompleteAsync(context, row.Id, scope.Now, cancellationToken).ConfigureAwait(false);
        ThrowUnlessCovered(
            row,
            await MigrationList
                .CountAsync(context, row, scope.Now, statesOnly: false, cancellationToken)
                .ConfigureAwait(false)
        );
        var activation = await MigrationSwitch
            .ActivateAsync(
                scope,
                row,
                row.ToModelVersionId,
                SlotActivationKind.Activated,
                request.Actor,
                request.Reason ?? $"Migration {row.Id} cut over",
                cancellationToken
            )
            .ConfigureAwait(false);
        row.State = EmbeddingMigrationState.CutOver;
        row.OverrideReason = row.Gate == MigrationGate.Passed ? null : request.Override;
        row.ActivationId = activation.Sequence;
        row.UpdatedAt = scope.Now;
        row.Version++;
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await MigrationAudit
            .WriteAsync(
                scope,
                galleries,
                request.Actor,
                "embeddings.migration.cutover",
                $$"""{"migration":{{row.Id}},"activation":{{activation.Sequence}},"gate":"{{row.Gate}}","override":{{JsonSerializer.Serialize(row.OverrideReason ?? string.Empty, AuditJsonContext.Default.String)}}}""",
                cancellationToken
            )
            .ConfigureAwait(false);
        return activation;
    }

    private void ThrowUnlessConsented(SpaceMigrationRow row)
    {
        if (row.Gate == MigrationGate.Passed || request.Override is not null)
        {
            return;
        }

        throw new StoreException(
            StoreFailure.Refused,
            row.Gate switch
            {
                MigrationGate.Open =>
                    $"Migration {row.Id} has not been measured: evaluate its gate first, or say why that is not needed.",
                MigrationGate.Failed =>
                    $"Migration {row.Id} must not be cut over: the new space recognises worse than the old one. Look at the gate's report; abandon the migration, or say why it is wanted all the same.",
                _ =>
                    $"Migration {row.Id} cannot be judged: the gallery has too few identities with several references. Supply labelled pairs, or say why it is wanted all the same.",
            }
        );
    }

    private void ThrowUnlessCovered(SpaceMigrationRow row, EmbeddingMigrationCounts counts)
    {
        if (counts.Remaining > 0)
        {
            throw new StoreException(
                StoreFailure.Conflict,
                $"Migration {row.Id} is not complete: {counts.Remaining} of {counts.Total} identities have still to be moved. Run it on, then cut over."
            );
        }

        if (counts.MissingInNew > request.AllowedMissing * counts.Total)
        {
            throw new StoreException(
                StoreFailure.Refused,
                $"After migration {row.Id} the new space would not have {counts.MissingInNew} of {counts.Total} identities, and a share of {request.AllowedMissing} is allowed. Enrol them again (see the list of whom), or allow more."
            );
        }
    }
}
