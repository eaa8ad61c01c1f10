using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    private const int LargestPage = 1000;

    /// <summary>Finds an identity by its id.</summary>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identity; <see langword="null"/> when the tenant has none of that id.</returns>
    /// <exception cref="StoreException">The tenant is unknown, a value was tampered with, or the database fails.</exception>
    public async Task<IdentityRecord?> FindIdentityAsync(
        string tenant,
        Guid id,
        CancellationToken cancellationToken = default
    )
    {
        var tenantId = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        var found = await ReadIdentitiesAsync(
                tenant,
                context =>
                    from identity in context.Identities
                    join gallery in context.Galleries on identity.GalleryId equals gallery.Id
                    where identity.Id == id && gallery.TenantId == tenantId && identity.State == IdentityState.Active
                    select identity,
                cancellationToken
            )
            .ConfigureAwait(false);
        return found is [var record] ? record : null;
    }

    /// <summary>Finds an identity by the application's key.</summary>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="externalKey">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identity; <see langword="null"/> when there is none.</returns>
    /// <exception cref="StoreException">The tenant is unknown, a value was tampered with, or the database fails.</exception>
    public async Task<IdentityRecord?> FindIdentityAsync(
        string tenant,
        string profile,
        string externalKey,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(externalKey);
        if (await FindGalleryAsync(tenant, profile, cancellationToken).ConfigureAwait(false) is not { } gallery)
        {
            return null;
        }

        var digest = _digests.OfExternalKey(gallery, externalKey);
        var found = await ReadIdentitiesAsync(
                tenant,
                context =>
                    context.Identities.Where(row =>
                        row.GalleryId == gallery && row.ExternalKeyDigest == digest && row.State == IdentityState.Active
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return found is [var record] ? record : null;
    }

    /// <summary>Lists identities, page by page.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The page size is outside [1, 1000].</exception>
    /// <exception cref="StoreException">The tenant is unknown, a value was tampered with, or the database fails.</exception>
    public async Task<IdentityPage> ListIdentitiesAsync(
        IdentityQuery query,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, LargestPage);
        var gallery = await FindGalleryAsync(query.Tenant, query.Profile, cancellationToken).ConfigureAwait(false);
        if (gallery is null)
        {
            return new IdentityPage([], Next: null);
        }

        var found = await ReadIdentitiesAsync(
                query.Tenant,
                context => Select(context, query, gallery.Value).Take(query.PageSize + 1),
                cancellationToken
            )
            .ConfigureAwait(false);
        return found.Length > query.PageSize
            ? new IdentityPage(found[..query.PageSize], found[query.PageSize - 1].Id)
            : new IdentityPage(found, Next: null);
    }

    /// <summary>Counts the identities of a tenant and profile.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many there are.</returns>
    public async Task<int> CountIdentitiesAsync(
        string tenant,
        string profile,
        CancellationToken cancellationToken = default
    )
    {
        var gallery = await FindGalleryAsync(tenant, profile, cancellationToken).ConfigureAwait(false);
        return gallery is null
            ? 0
            : await _contexts
                .ReadAsync(
                    "Counting identities",
                    (context, token) =>
                        context.Identities.CountAsync(
                            row => row.GalleryId == gallery && row.State == IdentityState.Active,
                            token
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    /// <summary>Changes what is kept about an identity.</summary>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="id">Its id.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identity afterwards.</returns>
    /// <exception cref="StoreException">
    /// The identity is unknown, or has changed since <see cref="IdentityChange.ExpectedVersion"/> (<see cref="StoreFailure.Conflict"/>).
    /// </exception>
    public async Task<IdentityRecord> UpdateIdentityAsync(
        string tenant,
        Guid id,
        IdentityChange change,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        var tenantId = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        using var cipher =
            await FindCipherAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw StoreErrors.UnknownIdentity(tenant, id.ToString());
        var work = new IdentityChangeWork(tenant, tenantId, id, change, cipher);
        await _writer.WriteAsync(work.ApplyAsync, cancellationToken).ConfigureAwait(false);
        return await FindIdentityAsync(tenant, id, cancellationToken).ConfigureAwait(false)
            ?? throw StoreErrors.UnknownIdentity(tenant, id.ToString());
    }

    private static IQueryable<IdentityRow> Select(VisionDbContext context, IdentityQuery query, int gallery)
    {
        var rows = context.Identities.Where(row => row.GalleryId == gallery && row.State == IdentityState.Active);
        foreach (var tag in query.Tags)
        {
            rows = rows.Where(row => row.Tags.Any(known => known.Tag == tag));
        }

        if (query.After is { } after)
        {
            rows = rows.Where(row => row.Id > after);
        }

        return rows;
    }

    private async Task<ImmutableArray<IdentityRecord>> ReadIdentitiesAsync(
        string tenant,
        Func<VisionDbContext, IQueryable<IdentityRow>> select,
        CancellationToken cancellationToken
    )
    {
        var rows = await _contexts
            .ReadAsync(
                "Reading identities",
                async (context, token) =>
                    await select(context)
                        .AsNoTracking()
                        .OrderBy(static row => row.Id)
                        .Select(row => new IdentityReading
                        {
                            Row = row,
                            Profile = context
                                .Galleries.Where(gallery => gallery.Id == row.GalleryId)
                                .Select(static gallery => gallery.Profile)
                                .First(),
                            Tags = row.Tags.Select(static tag => tag.Tag).ToList(),
                            References = context.Embeddings.Count(vector =>
                                vector.IdentityId == row.Id && vector.Kind == EmbeddingKind.Reference
                            ),
                            Bridged = context.Embeddings.Count(vector =>
                                vector.IdentityId == row.Id && vector.IsBridged
                            ),
                        })
                        .ToListAsync(token)
                        .ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        var keys = _vault is null
            ? null
            : await _vault
                .FindManyAsync([.. rows.Select(static item => item.Row.Id)], cancellationToken)
                .ConfigureAwait(false);
        var records = ImmutableArray.CreateBuilder<IdentityRecord>(rows.Count);
        foreach (var item in rows)
        {
            byte[]? key = null;
            if (keys is null || keys.TryGetValue(item.Row.Id, out key))
            {
                records.Add(Open(tenant, item, key));
            }
        }

        return records.ToImmutable();
    }

    private static IdentityRecord Open(string tenant, IdentityReading item, byte[]? key)
    {
        using var cipher = new IdentityCipher(item.Row.Id, key);
        var details = JsonSerializer.Deserialize(
            cipher.Open(SealPurpose.Details, item.Row.Scheme, item.Row.Details),
            IdentityJsonContext.Default.IdentityDetails
        )!;
        return new IdentityRecord
        {
            Id = item.Row.Id,
            Tenant = tenant,
            Profile = item.Profile,
            ExternalKey = details.ExternalKey,
            DisplayName = details.DisplayName,
            Attributes = details.Attributes,
            Tags = [.. item.Tags.Order(StringComparer.Ordinal)],
            References = item.References,
            Bridged = item.Bridged,
            CreatedAt = item.Row.CreatedAt,
            UpdatedAt = item.Row.UpdatedAt,
            RetainUntil = item.Row.RetainUntil,
            Version = item.Row.Version,
        };
    }
}
