using System.Text;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Adds to counters, whoever else adds to them.</summary>
internal static class RolloutCounting
{
    private const int Columns = 4;
    private const int RowsPerStatement = 50;

    public static async Task<int> AddAsync(
        WriteScope scope,
        long rollout,
        IReadOnlyCollection<RolloutCount> counts,
        CancellationToken cancellationToken
    )
    {
        // In one order: two processes that lock the same rows must not wait for each other.
        var ordered = counts
            .Where(static count => count.Value != 0)
            .OrderBy(static count => count.Operation, StringComparer.Ordinal)
            .ThenBy(static count => count.Name, StringComparer.Ordinal);
        foreach (var some in ordered.Chunk(RowsPerStatement))
        {
            var values = some.SelectMany(count => (object[])[rollout, count.Operation, count.Name, count.Value]);
            await scope
                .Context.Database.ExecuteSqlRawAsync(Statement(some.Length), values, cancellationToken)
                .ConfigureAwait(false);
        }

        return counts.Count;
    }

    /// <summary>Both providers know this form of adding or changing a row; only places for values are put together here.</summary>
    private static string Statement(int rows)
    {
        var sql = new StringBuilder("INSERT INTO rollout_counts (rollout_id, operation, name, value) VALUES ");
        for (var i = 0; i < rows; i++)
        {
            var at = i * Columns;
            sql.Append(i == 0 ? "" : ", ")
                .Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"({{{at}}}, {{{at + 1}}}, {{{at + 2}}}, {{{at + 3}}})"
                );
        }

        return sql.Append(
                " ON CONFLICT (rollout_id, operation, name) DO UPDATE SET value = rollout_counts.value + excluded.value"
            )
            .ToString();
    }
}
