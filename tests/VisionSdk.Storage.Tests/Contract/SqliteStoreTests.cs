using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VisionSdk.Migrations.Sqlite;

namespace VisionSdk.Storage.Tests;

/// <summary>The contract on SQLite, and what only a file can show.</summary>
public sealed class SqliteStoreTests : StoreContractTests<SqliteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_name_key_vector_or_crop_can_be_read_in_the_file()
    {
        await using (var store = await Fixture.OpenAsync())
        {
            await store.EnrollAsync(Samples.Person("anna-key", 1), Token);
            BytesOf(Fixture.File).ShouldNotContain("anna-key");
        }

        SqliteConnection.ClearAllPools();
        var all = BytesOf(Fixture.File);
        all.ShouldNotContain("anna-key");
        all.ShouldNotContain("Name of");
        all.ShouldNotContain("crop of 1");
        all.ShouldNotContain(
            Latin(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Samples.Vector(1).Values.AsSpan()[..2]))
        );
    }

    [Fact]
    public async Task Erase_leaves_no_byte_in_the_file_or_its_log()
    {
        await using var store = await Fixture.OpenAsync(Fixture.Options with { Encryption = StoreEncryption.None });
        var anna = await store.EnrollAsync(Samples.Person("anna-key", 1, 2), Token);
        await store.EnrollAsync(Samples.Person("bert-key", 3), Token);
        BytesOf(Fixture.File).ShouldContain("crop of 1");

        var receipt = await store.EraseAsync(StoreOptions.DefaultTenant, anna.IdentityId, cancellationToken: Token);

        receipt.TracesRemoved.ShouldBeTrue();
        var all = BytesOf(Fixture.File);
        all.ShouldNotContain("anna-key");
        all.ShouldNotContain("crop of 1");
        all.ShouldNotContain(
            Latin(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Samples.Vector(1).Values.AsSpan()[..2]))
        );
        all.ShouldContain("bert-key");
    }

    [Fact]
    public async Task A_backup_made_before_an_erasure_cannot_bring_the_identity_back()
    {
        var backup = Fixture.Folder.At("backup.db");
        await using (var store = await Fixture.OpenAsync())
        {
            var anna = await store.EnrollAsync(Samples.Person("anna", 1), Token);
            await store.EnrollAsync(Samples.Person("bert", 2), Token);
            await store.BackupAsync(backup, Token);
            await store.EraseAsync(StoreOptions.DefaultTenant, anna.IdentityId, cancellationToken: Token);
        }

        await using var restored = await VisionStore.OpenAsync(
            new SqliteStoreProvider(backup),
            Fixture.Keys,
            Fixture.Options,
            cancellationToken: Token
        );

        (await restored.FindIdentityAsync(StoreOptions.DefaultTenant, "faces", "anna", Token)).ShouldBeNull();
        (await restored.FindIdentityAsync(StoreOptions.DefaultTenant, "faces", "bert", Token)).ShouldNotBeNull();
        var found = await restored.SearchAsync(
            new GalleryScope("default"),
            Samples.Vector(1),
            cancellationToken: Token
        );
        found.Embeddings.ShouldBe(1);
        (await restored.CheckIntegrityAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stale_migration_lock_is_reported_in_time_and_can_be_removed()
    {
        var schema = new StoreSchema(Fixture.Provider);
        await using (var context = NewContext())
        {
            await context.Database.ExecuteSqlRawAsync(
                "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00');",
                Token
            );
        }

        var failure = await Should.ThrowAsync<StoreException>(schema.MigrateAsync(TimeSpan.FromSeconds(2), Token));
        (await schema.GetStatusAsync(Token)).IsLocked.ShouldBeTrue();

        failure.Failure.ShouldBe(StoreFailure.SchemaLocked);
        failure.Message.ShouldContain("unlock");
        (await schema.UnlockAsync(Token)).ShouldBeTrue();
        (await schema.UnlockAsync(Token)).ShouldBeFalse();
        (await schema.MigrateAsync(TimeSpan.FromMinutes(1), Token)).State.ShouldBe(StoreSchemaState.Current);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(Fixture.File, new string('x', 5000), Token);

        (await Should.ThrowAsync<StoreException>(Fixture.OpenAsync())).Failure.ShouldBe(StoreFailure.Corrupt);
    }

    [Fact]
    public void A_database_in_memory_is_refused()
    {
        Should.Throw<ArgumentException>(static () => new SqliteStoreProvider(":memory:"));
        Should.Throw<ArgumentException>(static () => new SqliteStoreProvider("Data Source=x;Mode=Memory"));
    }

    private VisionDbContext NewContext()
    {
        var options = new DbContextOptionsBuilder<VisionDbContext>();
        Fixture.Provider.Configure(options);
        return new VisionDbContext(options.Options);
    }

    private static string BytesOf(string file) =>
        string.Concat(
            ((string[])[file, file + "-wal"]).Where(File.Exists).Select(static path => Latin(ReadShared(path)))
        );

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Latin(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
