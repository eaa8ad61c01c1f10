using Microsoft.Data.Sqlite;
using SQLitePCL;
using VisionSdk.Storage;

namespace VisionSdk.Migrations.Sqlite;

/// <summary>Reads blobs where SQLite has them, without a copy and without a row object.</summary>
internal sealed class SqliteVectorReader : VectorReader
{
    private readonly SqliteDataReader _reader;
    private readonly sqlite3_stmt _statement;

    public SqliteVectorReader(SqliteCommand command)
    {
        _reader = command.ExecuteReader();
        _statement = _reader.Handle ?? throw new InvalidOperationException("The command makes no rows.");
    }

    public override Guid EmbeddingId => SqliteGuid.Read(_statement, 0);

    public override Guid IdentityId => SqliteGuid.Read(_statement, 1);

    public override int Kind => raw.sqlite3_column_int(_statement, 2);

    public override int Scheme => raw.sqlite3_column_int(_statement, 3);

    public override ReadOnlySpan<byte> Vector => raw.sqlite3_column_blob(_statement, 4);

    public override bool Read() => _reader.Read();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
        }

        base.Dispose(disposing);
    }
}
