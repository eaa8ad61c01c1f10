using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>What a write works with: the shared transaction's context, gallery epochs and the audit chain.</summary>
internal sealed class WriteScope(StoreProvider provider, VisionDbContext context, TimeProvider time) : IWriteScope
{
    private readonly Dictionary<int, long> _epochs = [];
    private readonly Dictionary<int, OpenMigration?> _migrations = [];

    public StoreProvider Provider => provider;

    public VisionDbContext Context => context;

    DbContext IWriteScope.Context => context;

    public string Table => "store_info";

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    /// <summary>Forgets what a rolled-back write has done.</summary>
    public void Forget()
    {
        _epochs.Clear();
        _migrations.Clear();
        context.ChangeTracker.Clear();
    }

    public void Dispose() => context.Dispose();

    /// <summary>The epoch in which this transaction changes a gallery. Readers see all epochs of a transaction or none.</summary>
    public async Task<long> EpochAsync(int galleryId, CancellationToken cancellationToken)
    {
        if (!_epochs.TryGetValue(galleryId, out var epoch))
        {
            // The update locks the row until the commit, so that epochs become visible in their order.
            await context
                .Galleries.Where(row => row.Id == galleryId)
                .ExecuteUpdateAsync(
                    static set => set.SetProperty(static row => row.Epoch, static row => row.Epoch + 1),
                    cancellationToken
                )
                .ConfigureAwait(false);
            epoch = await context
                .Galleries.Where(row => row.Id == galleryId)
                .Select(static row => row.Epoch)
                .SingleAsync(cancellationToken)
                .ConfigureAwait(false);
            _epochs.Add(galleryId, epoch);
        }

        return epoch;
    }

    /// <summary>A new epoch, also when this transaction has one already: so much that it can be read in parts should not have one epoch.</summary>
    public Task<long> NextEpochAsync(int galleryId, CancellationToken cancellationToken)
    {
        _epochs.Remove(galleryId);
        return EpochAsync(galleryId, cancellationToken);
    }

    /// <summary>The move to another space in which a gallery takes part. The gallery's epoch has been taken before.</summary>
    public async Task<OpenMigration?> MigrationAsync(int galleryId, CancellationToken cancellationToken)
    {
        if (!_migrations.TryGetValue(galleryId, out var migration))
        {
            migration = await MigrationMarks.FindAsync(context, galleryId, cancellationToken).ConfigureAwait(false);
            _migrations.Add(galleryId, migration);
        }

        return migration;
    }

    /// <summary>Adds a link to the tenant's audit chain.</summary>
    public async Task<AuditEntryRow> AuditAsync(int tenantId, AuditEvent entry, CancellationToken cancellationToken)
    {
        await context
            .Tenants.Where(row => row.Id == tenantId)
            .ExecuteUpdateAsync(
                static set => set.SetProperty(static row => row.AuditSequence, static row => row.AuditSequence + 1),
                cancellationToken
            )
            .ConfigureAwait(false);
        var head = await context
            .Tenants.AsNoTracking()
            .Where(row => row.Id == tenantId)
            .Select(static row => new { row.AuditSequence, row.AuditHead })
            .SingleAsync(cancellationToken)
            .ConfigureAwait(false);
        var link = AuditChain.Link(tenantId, head.AuditSequence, head.AuditHead, Now, entry);
        context.AuditEntries.Add(link);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await context
            .Tenants.Where(row => row.Id == tenantId)
            .ExecuteUpdateAsync(set => set.SetProperty(static row => row.AuditHead, link.Hash), cancellationToken)
            .ConfigureAwait(false);
        return link;
    }

    /// <summary>Adds many links to the tenant's audit chain.</summary>
    public async Task AuditManyAsync(
        int tenantId,
        int count,
        IEnumerable<AuditEvent> entries,
        CancellationToken cancellationToken
    )
    {
        await context
            .Tenants.Where(row => row.Id == tenantId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(static row => row.AuditSequence, row => row.AuditSequence + count),
                cancellationToken
            )
            .ConfigureAwait(false);
        var head = await context
            .Tenants.AsNoTracking()
            .Where(row => row.Id == tenantId)
            .Select(static row => new { row.AuditSequence, row.AuditHead })
            .SingleAsync(cancellationToken)
            .ConfigureAwait(false);
        var sequence = head.AuditSequence - count;
        var last = head.AuditHead;
        await BulkInserts
            .AuditEntries.InsertAsync(
                provider,
                context.Database,
                entries.Select(entry =>
                {
                    var link = AuditChain.Link(tenantId, ++sequence, last, Now, entry);
                    last = link.Hash;
                    return link;
                }),
                cancellationToken
            )
            .ConfigureAwait(false);
        await context
            .Tenants.Where(row => row.Id == tenantId)
            .ExecuteUpdateAsync(set => set.SetProperty(static row => row.AuditHead, last), cancellationToken)
            .ConfigureAwait(false);
    }
}
