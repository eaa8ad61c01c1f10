using Microsoft.Data.Sqlite;
using VisionSdk.Migrations.Sqlite;

namespace VisionSdk.Storage.Tests;

/// <summary>What the store does when its file cannot grow or be written, and when it does not learn whether a commit was done.</summary>
public sealed class SqliteFaultTests : IAsyncDisposable
{
    private const string Tenant = StoreOptions.DefaultTenant;
    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_full_disk_is_reported_loses_nothing_and_is_over_when_there_is_room()
    {
        var provider = new HookedSqliteProvider(_fixture.File);
        await using var store = await OpenAsync(provider);
        var stored = await store.EnrollAsync(Samples.Person("anna", 1), Token);
        var size = await PagesAsync();
        provider.BeforeWrite = (connection, table) => Limit(connection, table, size + 8);

        var failure = await Should.ThrowAsync<StoreException>(FillAsync(store));
        var bulk = await Should.ThrowAsync<StoreException>(FillAtOnceAsync(store));
        var before = await store.CountIdentitiesAsync(Tenant, "faces", Token);
        provider.BeforeWrite = static (connection, table) => Limit(connection, table, 1_000_000);
        await store.EnrollAsync(Samples.Person("bert", 2), Token);

        failure.Failure.ShouldBe(StoreFailure.Full);
        bulk.Failure.ShouldBe(StoreFailure.Full);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(before + 1);
        (await store.FindIdentityAsync(Tenant, stored.IdentityId, Token))!.DisplayName.ShouldBe("Name of anna");
        (await store.VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
        (await store.CheckIntegrityAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_can_only_be_read_is_read_and_refuses_writes()
    {
        await using (var store = await OpenAsync(_fixture.Provider))
        {
            await store.EnrollAsync(Samples.Person("anna", 1), Token);
        }

        SqliteConnection.ClearAllPools();
        await using var reading = await OpenAsync(
            new SqliteStoreProvider($"Data Source={_fixture.File};Mode=ReadOnly")
        );

        var failure = await Should.ThrowAsync<StoreException>(reading.EnrollAsync(Samples.Person("bert", 2), Token));

        failure.Failure.ShouldBe(StoreFailure.ReadOnly);
        (await reading.FindIdentityAsync(Tenant, "faces", "anna", Token))!.DisplayName.ShouldBe("Name of anna");
        (
            await reading.SearchAsync(new GalleryScope(Tenant), Samples.Vector(1), cancellationToken: Token)
        ).Candidates.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_whose_answer_was_lost_keeps_the_key_of_what_it_stored(bool isBulk)
    {
        var provider = new HookedSqliteProvider(_fixture.File);
        await using var store = await OpenAsync(provider);
        await store.EnrollAsync(Samples.Person("anna", 1), Token);
        var lost = new LostAnswer();
        provider.BeforeWrite = (connection, table) =>
        {
            if (table == "store_info")
            {
                lost.On(connection);
            }
        };

        await Should.ThrowAsync<StoreException>(isBulk ? FillAtOnceAsync(store) : FillAsync(store));

        var found = (await store.FindIdentityAsync(Tenant, "faces", "p0", Token)).ShouldNotBeNull();
        found.DisplayName.ShouldBe("Name of p0");
        var again = await store.EnrollAsync(Samples.Person("p0", 0), Token);
        again.IsNew.ShouldBeFalse();
        again.IdentityId.ShouldBe(found.Id);
        (await store.VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 40, 40)]
    [InlineData(60, 1, 39)]
    public async Task Batches_share_transactions_as_long_as_they_may(int seconds, int fewest, int most)
    {
        var provider = new HookedSqliteProvider(_fixture.File);
        var options = InBatches with
        {
            // No keys to make: the next batch is ready before the one before it is stored.
            Encryption = StoreEncryption.None,
            BulkTransactionTime = TimeSpan.FromSeconds(seconds),
        };
        await using var store = await OpenAsync(provider, options);
        await store.EnrollAsync(Samples.Person("anna", 1), Token);
        var transactions = 0;
        provider.BeforeWrite = (_, table) => transactions += table == "store_info" ? 1 : 0;

        await FillAtOnceAsync(store);

        transactions.ShouldBeInRange(fewest, most);
        var search = await store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(1), cancellationToken: Token);
        (search.Embeddings, search.Epoch).ShouldBe((201, 41));
    }

    [Fact]
    public async Task A_bulk_transaction_that_is_run_again_stores_everything_once()
    {
        var provider = new HookedSqliteProvider(_fixture.File);
        await using var store = await OpenAsync(provider, InBatches);
        var batches = 0;
        provider.BeforeInserts = statement =>
        {
            if (statement.StartsWith("INSERT INTO audit_entries", StringComparison.Ordinal) && ++batches == 3)
            {
                throw new SqliteException("simulated", 5);
            }
        };

        await FillAtOnceAsync(store);

        batches.ShouldBeGreaterThan(40);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(200);
        var audit = await store.VerifyAuditAsync(Tenant, Token);
        (audit.IsIntact, audit.Entries).ShouldBe((true, 200));
        var search = await store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(7), cancellationToken: Token);
        search.Embeddings.ShouldBe(200);
    }

    [Fact]
    public async Task What_the_schema_refuses_keeps_no_other_batch_from_being_stored()
    {
        var provider = new HookedSqliteProvider(_fixture.File);
        await using var store = await OpenAsync(provider, InBatches);
        await RunAsync(
            "CREATE TRIGGER refuse BEFORE INSERT ON identity_tags WHEN NEW.tag = 'bad' BEGIN SELECT RAISE(ABORT, 'refused'); END;"
        );
        var failures = new List<(long, StoreFailure)>();
        var people = Enumerable
            .Range(0, 40)
            .Select(static i => Samples.Person($"p{i}", i) with { Tags = [i == 17 ? "bad" : "good"] });

        await foreach (var outcome in store.EnrollManyAsync(people, Token))
        {
            if (outcome.Failure is StoreException failure)
            {
                failures.Add((outcome.Index, failure.Failure));
            }
        }

        failures.ShouldBe([(17, StoreFailure.Refused)]);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(39);
        (await store.FindIdentityAsync(Tenant, "faces", "p16", Token))!.DisplayName.ShouldBe("Name of p16");
        (await store.FindIdentityAsync(Tenant, "faces", "p39", Token))!.DisplayName.ShouldBe("Name of p39");
        (await store.VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
    }

    private StoreOptions InBatches =>
        _fixture.Options with
        {
            BulkBatch = 5,
            BulkTransactionTime = TimeSpan.FromMinutes(1),
        };

    private Task<VisionStore> OpenAsync(StoreProvider provider, StoreOptions? options = null) =>
        VisionStore.OpenAsync(provider, _fixture.Keys, options ?? _fixture.Options, cancellationToken: Token);

    private static async Task FillAsync(VisionStore store)
    {
        for (var i = 0; i < 200; i++)
        {
            await store.EnrollAsync(Samples.Person($"p{i}", i), Token);
        }
    }

    private static async Task FillAtOnceAsync(VisionStore store)
    {
        var people = Enumerable.Range(0, 200).Select(static i => Samples.Person($"p{i}", i));
        await foreach (var outcome in store.EnrollManyAsync(people, Token))
        {
            outcome.Failure.ShouldBeNull();
        }
    }

    private async Task RunAsync(string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={_fixture.File}");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<long> PagesAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={_fixture.File}");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count;";
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    /// <summary>Lets the store's file grow to so many pages only.</summary>
    private static void Limit(SqliteConnection connection, string table, long pages)
    {
        if (table == "store_info")
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count={pages};";
            command.ExecuteNonQuery();
        }
    }
}
