using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace VisionSdk.Storage;

/// <summary>Inserts many rows into one table, without EF's tracking: one prepared command, or batches where the provider has them.</summary>
/// <param name="table">The table.</param>
/// <param name="columns">Its columns, with their types.</param>
/// <param name="bind">Sets the values of a row, in the order of the columns; <see cref="DBNull"/> for none.</param>
internal sealed class TableInsert<TRow>(
    string table,
    (string Name, DbType Type)[] columns,
    Action<TRow, DbParameter[]> bind
)
{
    // Of one message to a server.
    private const int RowsPerBatch = 500;

    private readonly string _statement = Statement(table, columns);

    /// <summary>Inserts rows that break no unique index, and leaves out the others.</summary>
    /// <returns>Places of the rows that were left out, rising.</returns>
    public async Task<List<int>> InsertAsync(
        DatabaseFacade database,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        var transaction = database.CurrentTransaction!.GetDbTransaction();
        var connection = transaction.Connection!;
        return connection.CanCreateBatch
            ? await InsertBatchesAsync(connection, transaction, rows, cancellationToken).ConfigureAwait(false)
            : await InsertOneByOneAsync(connection, transaction, rows, cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<int>> InsertOneByOneAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        var skipped = new List<int>();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = _statement;
        var parameters = AddParameters(command.Parameters, command.CreateParameter);
        for (var i = 0; i < rows.Count; i++)
        {
            bind(rows[i], parameters);
            if (i == 0)
            {
                await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            }

            if (await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 0)
            {
                skipped.Add(i);
            }
        }

        return skipped;
    }

    private async Task<List<int>> InsertBatchesAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        var skipped = new List<int>();
        for (var start = 0; start < rows.Count; start += RowsPerBatch)
        {
            using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            for (var i = start; i < Math.Min(start + RowsPerBatch, rows.Count); i++)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = _statement;
                bind(rows[i], AddParameters(command.Parameters, command.CreateParameter));
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < batch.BatchCommands.Count; i++)
            {
                if (batch.BatchCommands[i].RecordsAffected == 0)
                {
                    skipped.Add(start + i);
                }
            }
        }

        return skipped;
    }

    private DbParameter[] AddParameters(DbParameterCollection collection, Func<DbParameter> create)
    {
        var parameters = new DbParameter[columns.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = create();
            parameter.ParameterName = Name(i);
            parameter.DbType = columns[i].Type;
            parameters[i] = parameter;
            collection.Add(parameter);
        }

        return parameters;
    }

    private static string Statement(string table, (string Name, DbType Type)[] columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns.Select(static column => column.Name))}) VALUES ({string.Join(", ", columns.Select(static (_, i) => Name(i)))}) ON CONFLICT DO NOTHING";

    private static string Name(int column) => string.Create(CultureInfo.InvariantCulture, $"@p{column}");
}
