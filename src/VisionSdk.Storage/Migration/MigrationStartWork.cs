using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Begins a move: from then on every enrolment keeps its list.</summary>
internal sealed class MigrationStartWork(EmbeddingMigrationRequest request)
{
    public async Task<int> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var name = $"{request.ModelId}@{request.Version}";
        var target = await ModelVersionReading
            .RequireAsync(context, request.ModelId, request.Version, cancellationToken)
            .ConfigureAwait(false);
        ModelVersionRules.ThrowIfUnusable(target.State, name);
        var (last, source) = await SourceAsync(context, cancellationToken).ConfigureAwait(false);
        await ThrowIfUnderWayAsync(context, cancellationToken).ConfigureAwait(false);
        if (target.SpaceId is not { } space)
        {
            throw Refused($"Model {name} makes no embeddings. Name a version of an embedding model.");
        }

        if (source.SpaceId == space)
        {
            throw Refused(
                $"Slot '{request.Slot}' answers in the space of {name} already. Activate that version: no vector has to be moved."
            );
        }

        var row = new SpaceMigrationRow
        {
            Slot = request.Slot,
            FromModelVersionId = source.Id,
            FromSpaceId =
                source.SpaceId ?? throw Refused($"What slot '{request.Slot}' uses makes no embeddings to move from."),
            ToModelVersionId = target.Id,
            ToSpaceId = space,
            ActivationId = last.Id,
            Actor = request.Actor,
            Reason = request.Reason,
            StartedAt = scope.Now,
            UpdatedAt = scope.Now,
            Version = 1,
        };
        context.SpaceMigrations.Add(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        context.SpaceMigrationProfiles.AddRange(
            request
                .Profiles.Distinct(StringComparer.Ordinal)
                .Select(profile => new SpaceMigrationProfileRow { MigrationId = row.Id, Profile = profile })
        );
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        var galleries = await MigrationLocks.TakeAsync(scope, row.Id, cancellationToken).ConfigureAwait(false);
        await MigrationList.CompleteAsync(context, row.Id, scope.Now, cancellationToken).ConfigureAwait(false);
        await MigrationAudit
            .WriteAsync(
                scope,
                galleries,
                request.Actor,
                "embeddings.migration.started",
                $$"""{"migration":{{row.Id}},"slot":{{Json(request.Slot)}},"to":{{Json(name)}}}""",
                cancellationToken
            )
            .ConfigureAwait(false);
        return row.Id;
    }

    private async Task<(SlotActivationRow Last, ModelVersionRow Version)> SourceAsync(
        VisionDbContext context,
        CancellationToken cancellationToken
    )
    {
        var last =
            await context
                .SlotActivations.AsNoTracking()
                .Where(row => row.Slot == request.Slot)
                .OrderByDescending(static row => row.Id)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false)
            ?? throw Refused(
                $"Slot '{request.Slot}' has no history in this store, so that it is unknown which space to move from. Activate the version that it uses first."
            );
        var version = await context
            .ModelVersions.SingleAsync(row => row.Id == last.ModelVersionId, cancellationToken)
            .ConfigureAwait(false);
        return (last, version);
    }

    private async Task ThrowIfUnderWayAsync(VisionDbContext context, CancellationToken cancellationToken)
    {
        var other = await context
            .SpaceMigrations.Where(row => row.Slot == request.Slot && row.State < EmbeddingMigrationState.Finished)
            .Select(static row => (int?)row.Id)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        if (other is { } id)
        {
            throw new StoreException(
                StoreFailure.Conflict,
                $"Slot '{request.Slot}' is being moved by migration {id} already. Finish or abandon that one first."
            );
        }
    }

    private static string Json(string text) => JsonSerializer.Serialize(text, AuditJsonContext.Default.String);

    private static StoreException Refused(string message) => new(StoreFailure.Refused, message);
}
