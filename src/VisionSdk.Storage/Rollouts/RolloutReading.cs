namespace VisionSdk.Storage;

/// <summary>Rollouts with the names of their candidates.</summary>
internal static class RolloutReading
{
    public static IQueryable<RolloutRecord> Of(VisionDbContext context, IQueryable<RolloutRow> rows) =>
        from row in rows
        join version in context.ModelVersions on row.ModelVersionId equals version.Id
        join model in context.Models on version.ModelId equals model.Id
        join space in context.EmbeddingSpaces on version.SpaceId equals space.Id into spaces
        from space in spaces.DefaultIfEmpty()
        select new RolloutRecord
        {
            Id = row.Id,
            Slot = row.Slot,
            ModelId = model.Name,
            Version = version.SemanticVersion,
            Space = space == null ? null : new EmbeddingSpaceId(space.Digest),
            BaseActivation = row.BaseActivation,
            Mode = row.Mode,
            Share = row.Share,
            ComparisonShare = row.ComparisonShare,
            Rules = row.Rules,
            State = row.State,
            StartedAt = row.StartedAt,
            StartedBy = row.StartedBy,
            StartReason = row.StartReason,
            EndedAt = row.EndedAt,
            EndedBy = row.EndedBy,
            EndReason = row.EndReason,
        };
}
