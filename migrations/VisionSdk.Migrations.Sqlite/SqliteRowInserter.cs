using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using VisionSdk.Storage;

namespace VisionSdk.Migrations.Sqlite;

/// <summary>One statement of SQLite, bound by number: the ADO provider looks every parameter up by its name, for every row.</summary>
internal sealed class SqliteRowInserter : RowInserter
{
    private const int GuidLength = 36;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];

    public SqliteRowInserter(SqliteConnection connection, string statement)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, statement, out _statement), _database);
    }

    public override void Set(int column, long value) => Check(raw.sqlite3_bind_int64(_statement, column + 1, value));

    public override void Set(int column, float value) => Check(raw.sqlite3_bind_double(_statement, column + 1, value));

    public override void Set(int column, Guid value)
    {
        // As EF writes it: upper case with hyphens.
        Span<byte> text = stackalloc byte[GuidLength];
        value.TryFormat(text, out _);
        foreach (ref var digit in text)
        {
            if (digit >= (byte)'a')
            {
                digit -= 'a' - 'A';
            }
        }

        Check(raw.sqlite3_bind_text(_statement, column + 1, text));
    }

    public override void Set(int column, string value)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (longest > _text.Length)
        {
            _text = new byte[longest];
        }

        var length = Encoding.UTF8.GetBytes(value, _text);
        Check(raw.sqlite3_bind_text(_statement, column + 1, _text.AsSpan(0, length)));
    }

    public override void Set(int column, ReadOnlySpan<byte> value) =>
        Check(raw.sqlite3_bind_blob(_statement, column + 1, value));

    public override void SetNull(int column) => Check(raw.sqlite3_bind_null(_statement, column + 1));

    public override bool Insert()
    {
        var code = raw.sqlite3_step(_statement);
        if (code != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }

        var changes = raw.sqlite3_changes(_database);
        Check(raw.sqlite3_reset(_statement));
        return changes > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _statement.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
