using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Checks that a tenant's audit entries are all there and unchanged.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="StoreException">The tenant is unknown, or the database fails.</exception>
    public async Task<AuditReport> VerifyAuditAsync(string tenant, CancellationToken cancellationToken = default)
    {
        var id = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        return await _contexts
            .ReadAsync(
                "Verifying the audit",
                async (context, token) =>
                {
                    // The head first: entries that come after it belong to writes that go on meanwhile.
                    var head = await context
                        .Tenants.AsNoTracking()
                        .SingleAsync(row => row.Id == id, token)
                        .ConfigureAwait(false);
                    var entries = context
                        .AuditEntries.AsNoTracking()
                        .Where(row => row.TenantId == id && row.Sequence <= head.AuditSequence)
                        .OrderBy(static row => row.Sequence)
                        .AsAsyncEnumerable();
                    return await VerifyAsync(tenant, head, entries, token).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Reads audit entries, oldest first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="after">Number of the last entry that is known; 0 for all.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entries.</returns>
    public async Task<ImmutableArray<AuditRecord>> ListAuditAsync(
        string tenant,
        long after = 0,
        int count = 100,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var id = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        var rows = await _contexts
            .ReadAsync(
                "Reading the audit",
                (context, token) =>
                    context
                        .AuditEntries.AsNoTracking()
                        .Where(row => row.TenantId == id && row.Sequence > after)
                        .OrderBy(static row => row.Sequence)
                        .Take(count)
                        .ToListAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(static row => new AuditRecord(
                row.Sequence,
                row.At,
                row.Actor,
                row.Action,
                row.Subject,
                row.Details,
                Convert.ToHexStringLower(row.Hash)
            )),
        ];
    }

    private static async Task<AuditReport> VerifyAsync(
        string tenant,
        TenantRow head,
        IAsyncEnumerable<AuditEntryRow> entries,
        CancellationToken cancellationToken
    )
    {
        var previous = AuditChain.Origin;
        long count = 0;
        await foreach (var entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            count++;
            var problem =
                entry.Sequence != count ? $"entry {count} is missing"
                : !entry.PreviousHash.AsSpan().SequenceEqual(previous) ? "it does not follow from the entry before it"
                : !entry.Hash.AsSpan().SequenceEqual(AuditChain.HashOf(entry)) ? "its content was changed"
                : null;
            if (problem is not null)
            {
                return new AuditReport(tenant, count, count, problem, Convert.ToHexStringLower(head.AuditHead));
            }

            previous = entry.Hash;
        }

        var end =
            count != head.AuditSequence ? $"entries {count + 1} to {head.AuditSequence} are missing"
            : !previous.AsSpan().SequenceEqual(head.AuditHead) ? "the last entry was changed"
            : null;
        return new AuditReport(
            tenant,
            count,
            end is null ? null : Math.Max(count, 1),
            end,
            Convert.ToHexStringLower(head.AuditHead)
        );
    }
}
