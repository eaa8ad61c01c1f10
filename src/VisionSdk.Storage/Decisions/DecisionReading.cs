using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Recorded decisions without their pictures.</summary>
internal static class DecisionReading
{
    public static IQueryable<DecisionRecord> Of(VisionDbContext context, IQueryable<DecisionRow> rows) =>
        from row in rows
        join tenant in context.Tenants on row.TenantId equals tenant.Id into tenants
        from tenant in tenants.DefaultIfEmpty()
        orderby row.DecidedAt, row.Id
        select new DecisionRecord
        {
            Id = row.Id,
            Operation = row.Operation,
            Tenant = tenant == null ? null : tenant.Name,
            Profile = row.Profile,
            IdentityId = row.IdentityId,
            RolloutId = row.RolloutId,
            Slot = row.Slot,
            ModelId = row.ModelId,
            Version = row.ModelVersion,
            Space = row.Space == null ? null : new EmbeddingSpaceId(row.Space),
            Decision = row.Decision,
            Distance = row.Distance,
            Threshold = row.Threshold,
            Rate = row.Rate,
            DecidedAt = row.DecidedAt,
            RetainUntil = row.RetainUntil,
            KeptCrops = context.DecisionCrops.Count(crop => crop.DecisionId == row.Id),
        };

    /// <summary>The rows that a query means, not yet in order.</summary>
    public static IQueryable<DecisionRow> Where(VisionDbContext context, DecisionQuery query)
    {
        var rows = context.Decisions.AsNoTracking();
        if (query.Since is { } since)
        {
            rows = rows.Where(row => row.DecidedAt >= since);
        }

        if (query.Until is { } until)
        {
            rows = rows.Where(row => row.DecidedAt < until);
        }

        if (query.Operation is { } operation)
        {
            rows = rows.Where(row => row.Operation == operation);
        }

        if (query.RolloutId is { } rollout)
        {
            rows = rows.Where(row => row.RolloutId == rollout);
        }

        if (query.After is { } after)
        {
            var (at, id) = (after.DecidedAt, after.Id);
            rows = rows.Where(row => row.DecidedAt > at || (row.DecidedAt == at && row.Id.CompareTo(id) > 0));
        }

        return rows;
    }
}
