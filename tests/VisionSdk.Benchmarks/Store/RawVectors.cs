using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;
using VisionSdk.Migrations.Sqlite;
using VisionSdk.Storage;

namespace VisionSdk.Benchmarks;

/// <summary>The vectors of a store as they lie in its file: step, and copy the blob into memory that is as new as a gallery's.</summary>
internal static unsafe class RawVectors
{
    public static float Read(string file, int rows)
    {
        var options = new DbContextOptionsBuilder<VisionDbContext>();
        new SqliteStoreProvider(file).Configure(options);
        using var context = new VisionDbContext(options.Options);
        context.Database.OpenConnection();
        using var command = ((SqliteConnection)context.Database.GetDbConnection()).CreateCommand();
        command.CommandText = "SELECT vector FROM face_embeddings";
        using var reader = command.ExecuteReader();
        var statement = reader.Handle!;
        var count = rows * BulkRows.Dimension;
        var values = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        var next = new Span<float>(values, count);
        while (reader.Read())
        {
            // Sealed ones are longer; as many bytes as the values have are read all the same.
            var vector = MemoryMarshal.Cast<byte, float>(raw.sqlite3_column_blob(statement, 0))[..BulkRows.Dimension];
            vector.CopyTo(next);
            next = next[BulkRows.Dimension..];
        }

        var last = next.IsEmpty ? values[count - 1] : float.NaN;
        NativeMemory.AlignedFree(values);
        return float.IsNaN(last) ? throw new InvalidOperationException("Rows are missing.") : last;
    }
}
