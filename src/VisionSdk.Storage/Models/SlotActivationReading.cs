namespace VisionSdk.Storage;

/// <summary>Activations with the names of what they activate.</summary>
internal static class SlotActivationReading
{
    public static IQueryable<SlotActivation> Of(VisionDbContext context, IQueryable<SlotActivationRow> rows) =>
        from row in rows
        join version in context.ModelVersions on row.ModelVersionId equals version.Id
        join model in context.Models on version.ModelId equals model.Id
        join space in context.EmbeddingSpaces on version.SpaceId equals space.Id into spaces
        from space in spaces.DefaultIfEmpty()
        select new SlotActivation
        {
            Sequence = row.Id,
            Slot = row.Slot,
            ModelId = model.Name,
            Version = version.SemanticVersion,
            Sha256 = version.Sha256,
            Space = space == null ? null : new EmbeddingSpaceId(space.Digest),
            Kind = row.Kind,
            ActivatedAt = row.ActivatedAt,
            Actor = row.Actor,
            Reason = row.Reason,
        };
}
