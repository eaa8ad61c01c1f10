using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace VisionSdk.Storage;

/// <summary>Inserts many rows into one table, without EF's tracking: one prepared statement, or batches to a server.</summary>
/// <param name="table">The table.</param>
/// <param name="columns">Its columns, with their types.</param>
/// <param name="bind">Sets the values of a row, in the order of the columns.</param>
internal sealed class TableInsert<TRow>(
    string table,
    (string Name, DbType Type)[] columns,
    Action<TRow, RowInserter> bind
)
{
    // Of one message to a server.
    private const int RowsPerBatch = 500;

    private readonly string _statement = TableInsert.Statement(table, columns);
    private readonly DbType[] _types = [.. columns.Select(static column => column.Type)];

    /// <summary>Inserts rows that break no unique index, and leaves out the others.</summary>
    /// <returns>Places of the rows that were left out, rising.</returns>
    public async Task<List<int>> InsertAsync(
        StoreProvider provider,
        DatabaseFacade database,
        IEnumerable<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        if (rows.TryGetNonEnumeratedCount(out var count) && count == 0)
        {
            return [];
        }

        var transaction = database.CurrentTransaction!.GetDbTransaction();
        using var inserter = provider.CreateInserter(transaction.Connection!, _statement);
        return inserter is null
            ? await InsertBatchesAsync(transaction, rows, cancellationToken).ConfigureAwait(false)
            : InsertOneByOne(inserter, rows);
    }

    private List<int> InsertOneByOne(RowInserter inserter, IEnumerable<TRow> rows)
    {
        var skipped = new List<int>();
        var place = 0;
        foreach (var row in rows)
        {
            bind(row, inserter);
            if (!inserter.Insert())
            {
                skipped.Add(place);
            }

            place++;
        }

        return skipped;
    }

    private async Task<List<int>> InsertBatchesAsync(
        DbTransaction transaction,
        IEnumerable<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        var skipped = new List<int>();
        var start = 0;
        foreach (var some in rows.Chunk(RowsPerBatch))
        {
            using var batch = transaction.Connection!.CreateBatch();
            batch.Transaction = transaction;
            foreach (var row in some)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = _statement;
                using var values = new CommandInserter(command.Parameters, command.CreateParameter, _types);
                bind(row, values);
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < some.Length; i++)
            {
                if (batch.BatchCommands[i].RecordsAffected == 0)
                {
                    skipped.Add(start + i);
                }
            }

            start += some.Length;
        }

        return skipped;
    }
}
