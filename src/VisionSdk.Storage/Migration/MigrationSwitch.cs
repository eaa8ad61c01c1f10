using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Activates one of the two versions of a move, unless somebody else has changed the slot.</summary>
internal static class MigrationSwitch
{
    public static async Task<SlotActivation> ActivateAsync(
        WriteScope scope,
        SpaceMigrationRow migration,
        int version,
        SlotActivationKind kind,
        string actor,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var name = await (
            from row in scope.Context.ModelVersions
            join model in scope.Context.Models on row.ModelId equals model.Id
            where row.Id == version
            select new { model.Name, row.SemanticVersion }
        )
            .SingleAsync(cancellationToken)
            .ConfigureAwait(false);
        var request = new SlotActivationRequest
        {
            Slot = migration.Slot,
            ModelId = name.Name,
            Version = name.SemanticVersion,
            Kind = kind,
            Actor = actor,
            Reason = reason,
            After = migration.ActivationId,
        };
        return await new SlotActivationWork(request, isMove: true)
            .ApplyAsync(scope, cancellationToken)
            .ConfigureAwait(false);
    }
}
