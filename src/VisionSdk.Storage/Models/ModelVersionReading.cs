using System.Text;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Model versions with the names of their models and spaces.</summary>
internal static class ModelVersionReading
{
    public static async Task<List<ModelVersionRecord>> ListAsync(
        VisionDbContext context,
        string? id,
        string? version,
        CancellationToken cancellationToken
    )
    {
        var rows = await (
            from row in context.ModelVersions.AsNoTracking()
            join model in context.Models on row.ModelId equals model.Id
            join space in context.EmbeddingSpaces on row.SpaceId equals space.Id into spaces
            from space in spaces.DefaultIfEmpty()
            where (id == null || model.Name == id) && (version == null || row.SemanticVersion == version)
            orderby model.Name, row.Id
            select new
            {
                Row = row,
                model.Name,
                model.Task,
                Space = space == null ? null : space.Digest,
            }
        )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(static found => new ModelVersionRecord
            {
                ModelId = found.Name,
                Version = found.Row.SemanticVersion,
                Task = found.Task,
                Sha256 = found.Row.Sha256,
                Space = found.Space is { } digest ? new EmbeddingSpaceId(digest) : null,
                State = found.Row.State,
                RegisteredAt = found.Row.RegisteredAt,
                Manifest = Encoding.UTF8.GetBytes(found.Row.Manifest),
                Signature = found.Row.Signature,
            }),
        ];
    }

    /// <summary>The row of a version, tracked.</summary>
    /// <exception cref="StoreException">There is none (<see cref="StoreFailure.UnknownModel"/>).</exception>
    public static async Task<ModelVersionRow> RequireAsync(
        VisionDbContext context,
        string id,
        string version,
        CancellationToken cancellationToken
    ) =>
        await (
            from row in context.ModelVersions
            join model in context.Models on row.ModelId equals model.Id
            where model.Name == id && row.SemanticVersion == version
            select row
        )
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false)
        ?? throw StoreErrors.UnknownModel(id, version);
}
