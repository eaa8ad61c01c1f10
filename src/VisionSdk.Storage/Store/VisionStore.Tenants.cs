using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    private readonly ConcurrentDictionary<string, int> _tenants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(int Tenant, string Profile), int> _galleries = new();

    /// <summary>Creates a tenant; nothing happens when it exists.</summary>
    /// <param name="name">Its name, at most 128 characters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is new.</returns>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public Task<bool> CreateTenantAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.Text(name, StoreTables.NameLength, nameof(name));
        return _writer.EnsureAsync(
            async (scope, token) =>
            {
                if (await scope.Context.Tenants.AnyAsync(row => row.Name == name, token).ConfigureAwait(false))
                {
                    return false;
                }

                scope.Context.Tenants.Add(NewTenant(name, _time));
                await scope.Context.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>Lists the tenants by name.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their names.</returns>
    public Task<ImmutableArray<string>> ListTenantsAsync(CancellationToken cancellationToken = default) =>
        _contexts.ReadAsync<ImmutableArray<string>>(
            "Listing tenants",
            static async (context, token) =>
                [
                    .. await context
                        .Tenants.Select(static row => row.Name)
                        .OrderBy(static name => name)
                        .ToListAsync(token)
                        .ConfigureAwait(false),
                ],
            cancellationToken
        );

    private async ValueTask<int> TenantIdAsync(string tenant, CancellationToken cancellationToken)
    {
        if (_tenants.TryGetValue(tenant, out var known))
        {
            return known;
        }

        var id = await _contexts
            .ReadAsync(
                "Reading a tenant",
                (context, token) =>
                    context
                        .Tenants.Where(row => row.Name == tenant)
                        .Select(static row => (int?)row.Id)
                        .SingleOrDefaultAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return _tenants.GetOrAdd(tenant, id ?? throw StoreErrors.UnknownTenant(tenant));
    }

    /// <summary>The gallery of a tenant and profile; <see langword="null"/> when nobody has been enrolled there.</summary>
    private async ValueTask<int?> FindGalleryAsync(string tenant, string profile, CancellationToken cancellationToken)
    {
        var tenantId = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        if (_galleries.TryGetValue((tenantId, profile), out var known))
        {
            return known;
        }

        var id = await _contexts
            .ReadAsync(
                "Reading a gallery",
                (context, token) =>
                    context
                        .Galleries.Where(row => row.TenantId == tenantId && row.Profile == profile)
                        .Select(static row => (int?)row.Id)
                        .SingleOrDefaultAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (id is { } found)
        {
            _galleries[(tenantId, profile)] = found;
        }

        return id;
    }

    private async ValueTask<int> EnsureGalleryAsync(string tenant, string profile, CancellationToken cancellationToken)
    {
        if (await FindGalleryAsync(tenant, profile, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        var tenantId = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        return await _writer
            .EnsureAsync(
                async (scope, token) =>
                {
                    var galleries = scope.Context.Galleries;
                    var row = await galleries
                        .SingleOrDefaultAsync(row => row.TenantId == tenantId && row.Profile == profile, token)
                        .ConfigureAwait(false);
                    if (row is null)
                    {
                        row = new GalleryRow { TenantId = tenantId, Profile = profile };
                        galleries.Add(row);
                        await scope.Context.SaveChangesAsync(token).ConfigureAwait(false);
                    }

                    return row.Id;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
