using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Remembers that two identities that look alike are not the same, so that neither is taken for a duplicate of the other.</summary>
    /// <param name="tenant">Their tenant.</param>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was not known yet.</returns>
    /// <exception cref="ArgumentException">They are the same.</exception>
    /// <exception cref="StoreException">One of them is unknown.</exception>
    public async Task<bool> MarkDistinctAsync(
        string tenant,
        Guid first,
        Guid second,
        CancellationToken cancellationToken = default
    )
    {
        if (first == second)
        {
            throw new ArgumentException("An identity is not distinct from itself.", nameof(second));
        }

        foreach (var id in (Guid[])[first, second])
        {
            _ =
                await FindIdentityAsync(tenant, id, cancellationToken).ConfigureAwait(false)
                ?? throw StoreErrors.UnknownIdentity(tenant, id.ToString());
        }

        var (low, high) = first.CompareTo(second) < 0 ? (first, second) : (second, first);
        return await _writer
            .EnsureAsync(
                async (scope, token) =>
                {
                    var rows = scope.Context.DistinctIdentities;
                    if (
                        await rows.AnyAsync(row => row.FirstId == low && row.SecondId == high, token)
                            .ConfigureAwait(false)
                    )
                    {
                        return false;
                    }

                    rows.Add(
                        new DistinctIdentitiesRow
                        {
                            FirstId = low,
                            SecondId = high,
                            CreatedAt = scope.Now,
                        }
                    );
                    await scope.Context.SaveChangesAsync(token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>The identities that somebody has said are not this one.</summary>
    /// <param name="id">The identity.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their ids.</returns>
    public Task<ImmutableArray<Guid>> ListDistinctAsync(Guid id, CancellationToken cancellationToken = default) =>
        _contexts.ReadAsync<ImmutableArray<Guid>>(
            "Reading distinct identities",
            async (context, token) =>
                [
                    .. await context
                        .DistinctIdentities.Where(row => row.FirstId == id || row.SecondId == id)
                        .Select(row => row.FirstId == id ? row.SecondId : row.FirstId)
                        .ToListAsync(token)
                        .ConfigureAwait(false),
                ],
            cancellationToken
        );
}
