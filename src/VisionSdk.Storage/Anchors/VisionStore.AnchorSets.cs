using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Stores a version of an anchor set; nothing happens when it is there.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="set">The set. Its name has at most 128 characters.</param>
    /// <param name="boxes">How many boxes it was fitted to; 0 for unknown.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is new; it is durable.</returns>
    /// <exception cref="ArgumentException">A text is empty or too long, a figure is out of its range, or an anchor has no area.</exception>
    /// <exception cref="StoreException">
    /// The version is there with other anchors or another picture size (<see cref="StoreFailure.Refused"/>): versions are immutable. Or the
    /// tenant is unknown, or the database fails.
    /// </exception>
    public async Task<bool> AddAnchorSetAsync(
        string tenant,
        AnchorSet set,
        int boxes = 0,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfNegative(boxes);
        AnchorSetRules.Validate(set);
        var work = new AnchorSetWork(
            await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false),
            tenant,
            set,
            boxes
        );
        return await _writer.EnsureAsync(work.ApplyAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists anchor sets by name and rising version.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="name">Only the versions of this set; <see langword="null"/> for all sets.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The sets; none when there is none of the name.</returns>
    /// <exception cref="StoreException">The tenant is unknown, a set was tampered with, or the database fails.</exception>
    public async Task<ImmutableArray<StoredAnchorSet>> ListAnchorSetsAsync(
        string tenant,
        string? name = null,
        CancellationToken cancellationToken = default
    )
    {
        var tenantId = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        var rows = await _contexts
            .ReadAsync(
                "Listing anchor sets",
                (context, token) =>
                    AnchorSets(context, tenantId)
                        .Where(row => name == null || row.Name == name)
                        .OrderBy(static row => row.Name)
                        .ThenBy(static row => row.Number)
                        .ToListAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. rows.Select(AnchorSetReading.Of)];
    }

    /// <summary>Finds an anchor set.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version; <see langword="null"/> for the latest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The set; <see langword="null"/> when there is none.</returns>
    /// <exception cref="StoreException">The tenant is unknown, the set was tampered with, or the database fails.</exception>
    public async Task<StoredAnchorSet?> FindAnchorSetAsync(
        string tenant,
        string name,
        int? version = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var tenantId = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        var row = await _contexts
            .ReadAsync(
                "Finding an anchor set",
                (context, token) =>
                    AnchorSets(context, tenantId)
                        .Where(row => row.Name == name && (version == null || row.Number == version))
                        .OrderByDescending(static row => row.Number)
                        .FirstOrDefaultAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return row is null ? null : AnchorSetReading.Of(row);
    }

    private static IQueryable<AnchorSetRow> AnchorSets(VisionDbContext context, int tenant) =>
        context.AnchorSets.AsNoTracking().Include(static row => row.Anchors).Where(row => row.TenantId == tenant);
}
