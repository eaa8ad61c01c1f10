using System.Data;
using System.Globalization;

namespace VisionSdk.Storage;

/// <summary>The statement that inserts one row.</summary>
internal static class TableInsert
{
    public static string Statement(string table, (string Name, DbType Type)[] columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns.Select(static column => column.Name))}) VALUES ({string.Join(", ", columns.Select(static (_, i) => Parameter(i)))}) ON CONFLICT DO NOTHING";

    public static string Parameter(int column) => string.Create(CultureInfo.InvariantCulture, $"@p{column}");
}
