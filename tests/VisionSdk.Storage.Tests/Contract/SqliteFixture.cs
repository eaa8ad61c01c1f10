using Microsoft.Data.Sqlite;
using VisionSdk.Migrations.Sqlite;

namespace VisionSdk.Storage.Tests;

/// <summary>A SQLite file.</summary>
public sealed class SqliteFixture : StoreFixture
{
    public string File => Folder.At("vision.db");

    public override StoreProvider Provider => new SqliteStoreProvider(File);

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return base.DisposeAsync();
    }
}
