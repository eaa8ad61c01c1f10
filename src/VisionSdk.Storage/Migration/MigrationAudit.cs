namespace VisionSdk.Storage;

/// <summary>Writes an event of a move into the chain of every tenant that it concerns.</summary>
internal static class MigrationAudit
{
    public static async Task WriteAsync(
        WriteScope scope,
        IEnumerable<GalleryRow> galleries,
        string actor,
        string action,
        string details,
        CancellationToken cancellationToken
    )
    {
        foreach (var tenant in galleries.Select(static gallery => gallery.TenantId).Distinct().Order())
        {
            await scope
                .AuditAsync(tenant, new AuditEvent(actor, action, Subject: null, details), cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
