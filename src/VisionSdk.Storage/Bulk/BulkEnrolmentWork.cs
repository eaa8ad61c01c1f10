using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Stores the new identities of a batch. It can run more than once: their ids are made before, so it recognises its own rows.</summary>
internal sealed class BulkEnrolmentWork(BulkBatch batch, WriteScope scope)
{
    private readonly Dictionary<int, long> _epochs = [];

    public async Task<bool> ApplyAsync(CancellationToken cancellationToken)
    {
        foreach (var gallery in batch.New.Select(static item => item.Gallery).Distinct())
        {
            _epochs[gallery] = await scope.NextEpochAsync(gallery, cancellationToken).ConfigureAwait(false);
        }

        var identities = batch.New.Select(item => new BulkIdentityRow(batch, item, _epochs[item.Gallery], scope.Now));
        var skipped = await InsertAsync(BulkInserts.Identities, identities, cancellationToken).ConfigureAwait(false);
        await TellAsync(skipped, cancellationToken).ConfigureAwait(false);
        await InsertAsync(BulkInserts.Tags, Tags(), cancellationToken).ConfigureAwait(false);
        var vectors = batch
            .OrderedVectors.Where(static vector => !vector.Item.IsSkipped)
            .Select(vector => new BulkVectorRow(batch, vector, _epochs[vector.Item.Gallery], scope.Now));
        await InsertAsync(BulkInserts.Vectors, vectors, cancellationToken).ConfigureAwait(false);
        var crops = batch.Crops.Where(static crop => !crop.Item.IsSkipped).Select(static crop => crop.Row);
        await InsertAsync(BulkInserts.Crops, crops, cancellationToken).ConfigureAwait(false);
        await MarkAsync(cancellationToken).ConfigureAwait(false);
        await AuditAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Puts the new identities on the list of the move in which their gallery takes part.</summary>
    private async Task MarkAsync(CancellationToken cancellationToken)
    {
        foreach (var gallery in _epochs.Keys)
        {
            if (await scope.MigrationAsync(gallery, cancellationToken).ConfigureAwait(false) is { } migration)
            {
                var items = batch
                    .New.Where(item => !item.IsSkipped && item.Gallery == gallery)
                    .Select(item => new SpaceMigrationItemRow
                    {
                        MigrationId = migration.Id,
                        IdentityId = item.Id,
                        State = MigrationMarks.StateOf(migration, SourcesOf(item)),
                        UpdatedAt = scope.Now,
                        Version = 1,
                    });
                await InsertAsync(BulkInserts.MigrationItems, items, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private IEnumerable<(int Space, EmbeddingKind Kind, string Digest)> SourcesOf(BulkItem item)
    {
        var (start, count) = item.Vectors.GetOffsetAndLength(batch.Vectors.Count);
        return batch
            .Vectors.GetRange(start, count)
            .Select(vector =>
                (vector.Model.SpaceId!.Value, vector.Kind, Convert.ToHexString(batch.Bytes[vector.SourceDigest]))
            );
    }

    /// <summary>Tells identities whose key is taken from those that are there already, after a commit whose answer was lost.</summary>
    private async Task TellAsync(List<int> skipped, CancellationToken cancellationToken)
    {
        batch.New.ForEach(static item => item.IsSkipped = false);
        batch.Taken = [];
        foreach (var item in skipped.ConvertAll(place => batch.New[place]))
        {
            item.IsSkipped = true;
            if (
                !await scope
                    .Context.Identities.AnyAsync(row => row.Id == item.Id, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                batch.Taken.Add(item);
            }
        }
    }

    private IEnumerable<IdentityTagRow> Tags() =>
        batch
            .New.Where(static item => !item.IsSkipped)
            .SelectMany(static item =>
                item.Enrolment.Tags.Distinct(StringComparer.Ordinal)
                    .Select(tag => new IdentityTagRow { IdentityId = item.Id, Tag = tag })
            );

    private async Task AuditAsync(CancellationToken cancellationToken)
    {
        var added = batch.Items.Where(static item => item is { IsSkipped: false, Failure: null } && item.Id != default);
        foreach (var ofTenant in added.GroupBy(static item => item.Tenant))
        {
            await scope
                .AuditManyAsync(ofTenant.Key, ofTenant.Count(), ofTenant.Select(Event), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private AuditEvent Event(BulkItem item) =>
        EnrolmentWork.Event(
            item.Enrolment,
            item.Id,
            created: true,
            item.Vectors.GetOffsetAndLength(batch.Vectors.Count).Length,
            item.Crops
        );

    private Task<List<int>> InsertAsync<TRow>(
        TableInsert<TRow> table,
        IEnumerable<TRow> rows,
        CancellationToken cancellationToken
    ) => table.InsertAsync(scope.Provider, scope.Context.Database, rows, cancellationToken);
}
