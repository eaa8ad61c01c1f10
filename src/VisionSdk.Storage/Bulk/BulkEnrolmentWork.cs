using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Stores new identities in one transaction. It can run more than once: their ids are made before, so it recognises its own rows.</summary>
/// <remarks>
/// Rows go in by rising digest. The digests are random, and their indexes are what an insert costs most: in that order each of their pages is
/// visited once per transaction.
/// </remarks>
internal sealed class BulkEnrolmentWork(List<BulkItem> items)
{
    /// <returns>Those whose external key is taken: nothing of them was stored.</returns>
    public async Task<List<BulkItem>> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var database = scope.Context.Database;
        var ordered = ByKey(items);
        foreach (var item in ordered)
        {
            var row = item.Identity!;
            row.Epoch = await scope.EpochAsync(item.Gallery, cancellationToken).ConfigureAwait(false);
            row.CreatedAt = scope.Now;
            row.UpdatedAt = scope.Now;
        }

        var skipped = await BulkInserts
            .Identities.InsertAsync(
                scope.Provider,
                database,
                ordered.ConvertAll(static item => item.Identity!),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (skipped.Count == 0)
        {
            await AddAsync(scope, ordered, cancellationToken).ConfigureAwait(false);
            return [];
        }

        // After a commit whose answer was lost, everything is there already and nothing is left to do.
        var taken = new List<BulkItem>();
        foreach (var place in skipped)
        {
            var id = ordered[place].Identity!.Id;
            if (!await scope.Context.Identities.AnyAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false))
            {
                taken.Add(ordered[place]);
            }
        }

        var left = skipped.ToHashSet();
        await AddAsync(scope, [.. ordered.Where((_, place) => !left.Contains(place))], cancellationToken)
            .ConfigureAwait(false);
        return taken;
    }

    /// <summary>Among those of one key the first stays first: it is the one that makes the identity.</summary>
    private static List<BulkItem> ByKey(List<BulkItem> items) =>
        [.. items.OrderBy(static item => item.KeyDigest, Comparer<byte[]?>.Create(Compare))];

    private static int Compare(byte[]? first, byte[]? second) => first.AsSpan().SequenceCompareTo(second);

    private static async Task AddAsync(WriteScope scope, List<BulkItem> added, CancellationToken cancellationToken)
    {
        var database = scope.Context.Database;
        var embeddings = new List<EmbeddingRow>(added.Count);
        var crops = new List<FaceCropRow>();
        var tags = new List<IdentityTagRow>();
        foreach (var item in added)
        {
            tags.AddRange(item.Identity!.Tags);
            foreach (var reference in item.References)
            {
                reference.Embedding.Epoch = item.Identity.Epoch;
                embeddings.Add(reference.Embedding);
                if (reference.Crop is not null)
                {
                    crops.Add(reference.Crop);
                }
            }
        }

        await BulkInserts.Tags.InsertAsync(scope.Provider, database, tags, cancellationToken).ConfigureAwait(false);
        embeddings.Sort(static (a, b) => a.SourceDigest.AsSpan().SequenceCompareTo(b.SourceDigest));
        await BulkInserts
            .Embeddings.InsertAsync(scope.Provider, database, embeddings, cancellationToken)
            .ConfigureAwait(false);
        await BulkInserts.Crops.InsertAsync(scope.Provider, database, crops, cancellationToken).ConfigureAwait(false);
        foreach (var ofTenant in added.GroupBy(static item => item.Tenant))
        {
            await scope
                .AuditManyAsync(
                    ofTenant.Key,
                    [.. ofTenant.OrderBy(static item => item.Index).Select(Event)],
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private static AuditEvent Event(BulkItem item) =>
        EnrolmentWork.Event(
            item.Enrolment,
            item.Identity!.Id,
            created: true,
            item.References.Length,
            item.References.Count(static reference => reference.Crop is not null)
        );
}
