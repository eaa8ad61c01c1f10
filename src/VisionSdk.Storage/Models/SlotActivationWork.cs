using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Adds one activation, and keeps the states of the versions in step with it.</summary>
/// <param name="request">What is added.</param>
/// <param name="isMove">Whether a move of the slot's galleries adds it, which alone may change the space that answers while it is open.</param>
internal sealed class SlotActivationWork(SlotActivationRequest request, bool isMove = false)
{
    public async Task<SlotActivation> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var version = await ModelVersionReading
            .RequireAsync(context, request.ModelId, request.Version, cancellationToken)
            .ConfigureAwait(false);
        ModelVersionRules.ThrowIfUnusable(version.State, $"{request.ModelId}@{request.Version}");
        var last = await context
            .SlotActivations.AsNoTracking()
            .Where(row => row.Slot == request.Slot)
            .OrderByDescending(static row => row.Id)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        ThrowIfOvertaken(last);
        if (!isMove && last is not null)
        {
            await ThrowIfMovingAsync(context, last.ModelVersionId, version.SpaceId, cancellationToken)
                .ConfigureAwait(false);
        }

        var activation = new SlotActivationRow
        {
            Slot = request.Slot,
            ModelVersionId = version.Id,
            Kind = request.Kind,
            ActivatedAt = scope.Now,
            Actor = request.Actor,
            Reason = request.Reason,
        };
        context.SlotActivations.Add(activation);
        SetState(version, ModelVersionState.Active);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        if (last is not null && last.ModelVersionId != version.Id)
        {
            await ReleaseAsync(context, last.ModelVersionId, cancellationToken).ConfigureAwait(false);
        }

        return await SlotActivationReading
            .Of(context, context.SlotActivations.Where(row => row.Id == activation.Id))
            .SingleAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private void ThrowIfOvertaken(SlotActivationRow? last)
    {
        if (request.After is { } expected && expected != (last?.Id ?? 0))
        {
            throw new StoreException(
                StoreFailure.Conflict,
                $"Slot '{request.Slot}' is at event {last?.Id ?? 0}, not {expected}: somebody has activated another version since. Look at its history and repeat what is still wanted."
            );
        }
    }

    /// <summary>Past the move nobody would have asked its gate, and ending it could drop the vectors of the space that answers.</summary>
    private async Task ThrowIfMovingAsync(
        VisionDbContext context,
        int present,
        int? space,
        CancellationToken cancellationToken
    )
    {
        var migration = await context
            .SpaceMigrations.Where(row => row.Slot == request.Slot && row.State < EmbeddingMigrationState.Finished)
            .Where(_ => context.ModelVersions.Any(row => row.Id == present && row.SpaceId != space))
            .Select(static row => (int?)row.Id)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        if (migration is { } id)
        {
            throw new StoreException(
                StoreFailure.Refused,
                $"The galleries of slot '{request.Slot}' are being moved by migration {id}, and {request.ModelId}@{request.Version} is of another space than the version that answers. Cut the migration over or roll it back ('vision migrate cutover', 'vision migrate rollback'), or end it first."
            );
        }
    }

    /// <summary>A version that plays no role any more is merely verified.</summary>
    private static async Task ReleaseAsync(VisionDbContext context, int versionId, CancellationToken cancellationToken)
    {
        var last = context
            .SlotActivations.GroupBy(static row => row.Slot)
            .Select(static slot => slot.Max(static row => row.Id));
        var isInUse = await context
            .SlotActivations.AnyAsync(
                row => last.Contains(row.Id) && row.ModelVersionId == versionId,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!isInUse)
        {
            var row = await context
                .ModelVersions.SingleAsync(row => row.Id == versionId, cancellationToken)
                .ConfigureAwait(false);
            SetState(row, ModelVersionState.Verified);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void SetState(ModelVersionRow row, ModelVersionState state)
    {
        if (row.State != state)
        {
            row.State = state;
            row.Version++;
        }
    }
}
