using System.Buffers;
using SQLitePCL;

namespace VisionSdk.Migrations.Sqlite;

/// <summary>Identifiers as EF keeps them in SQLite: text of 36 characters.</summary>
internal static class SqliteGuid
{
    private const int TextBytes = 36;

    /// <summary>Reads the identifier of a column from the text's bytes, several at a time and without making a string.</summary>
    public static Guid Read(sqlite3_stmt statement, int column)
    {
        var text = raw.sqlite3_column_blob(statement, column);
        if (text.Length != TextBytes)
        {
            return Guid.Parse(text);
        }

        // 8-4-4-4-12 digits, with a dash between.
        Span<byte> digits = stackalloc byte[32];
        text[..8].CopyTo(digits);
        text[9..13].CopyTo(digits[8..]);
        text[14..18].CopyTo(digits[12..]);
        text[19..23].CopyTo(digits[16..]);
        text[24..].CopyTo(digits[20..]);
        Span<byte> bytes = stackalloc byte[16];
        return Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done
            ? new Guid(bytes, bigEndian: true)
            : Guid.Parse(text);
    }
}
