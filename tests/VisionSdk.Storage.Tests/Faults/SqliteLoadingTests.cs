using Microsoft.Data.Sqlite;

namespace VisionSdk.Storage.Tests;

/// <summary>What the first search of a gallery does when the gallery changes, or the file fails, while it is loaded.</summary>
public sealed class SqliteLoadingTests : IAsyncDisposable
{
    private const string Tenant = StoreOptions.DefaultTenant;
    private const int People = 6;
    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(6, 1)]
    [InlineData(4, 2)]
    public async Task A_further_connection_opens_when_there_is_something_for_it(int range, int connections)
    {
        var provider = new HookedSqliteProvider(_fixture.File);
        await using var store = await FillAsync(provider, range);
        var snapshots = 0;
        provider.BeforeSnapshot = () => Interlocked.Increment(ref snapshots);

        var found = await SearchAsync(store);

        found.Embeddings.ShouldBe(People);
        snapshots.ShouldBe(connections);
    }

    [Fact]
    public async Task A_connection_that_fails_stops_the_others_and_the_next_search_loads_all()
    {
        var provider = new HookedSqliteProvider(_fixture.File);
        await using var store = await FillAsync(provider, range: 1);
        using var failed = new ManualResetEventSlim();
        var snapshots = 0;
        provider.BeforeSnapshot = () =>
        {
            if (Interlocked.Increment(ref snapshots) == 2)
            {
                failed.Set();
                throw new SqliteException("simulated", 11);
            }
        };
        var ranges = 0;
        provider.BeforeVectors = () =>
        {
            if (Interlocked.Increment(ref ranges) == 1)
            {
                failed.Wait(Token);

                // Time for the failure to become known.
                Token.WaitHandle.WaitOne(300);
            }
        };

        var failure = await Should.ThrowAsync<StoreException>(SearchAsync(store));
        var read = ranges;
        var found = await SearchAsync(store);

        failure.Failure.ShouldBe(StoreFailure.Corrupt);
        read.ShouldBe(1);
        found.Embeddings.ShouldBe(People);
    }

    [Fact]
    public async Task A_gallery_that_changes_while_connections_open_is_read_in_one_state()
    {
        await using var writer = await OpenAsync(_fixture.Provider);
        for (var i = 0; i < 6; i++)
        {
            await writer.EnrollAsync(Samples.Person($"p{i}", i), Token);
        }

        var provider = new HookedSqliteProvider(_fixture.File);
        var snapshots = 0;
        provider.BeforeSnapshot = () =>
        {
            if (++snapshots == 2)
            {
                writer.EnrollAsync(Samples.Person("late", 9), Token).GetAwaiter().GetResult();
            }
        };
        await using var store = await VisionStore.OpenAsync(
            provider,
            _fixture.Keys,
            _fixture.Options with
            {
                LoadConnections = 3,
                LoadRange = 1,
            },
            cancellationToken: Token
        );

        var first = await store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(9), cancellationToken: Token);
        var opened = snapshots;
        var second = await store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(9), cancellationToken: Token);

        opened.ShouldBe(2);
        first.Embeddings.ShouldBe(6);
        second.Embeddings.ShouldBe(7);
        second.Candidates[0].Distance.ShouldBe(0, 1e-5);
    }

    [Fact]
    public async Task A_connection_that_sees_a_later_state_reads_nothing()
    {
        var provider = new HookedSqliteProvider(_fixture.File);
        await using var store = await FillAsync(provider, range: 1);
        var snapshots = 0;
        provider.BeforeSnapshot = () =>
        {
            if (Interlocked.Increment(ref snapshots) == 2)
            {
                Run("DELETE FROM face_embeddings WHERE epoch = (SELECT MAX(epoch) FROM face_embeddings);");
                Run("UPDATE galleries SET epoch = epoch + 1;");
            }
        };
        var ranges = 0;
        provider.BeforeVectors = () =>
        {
            if (Interlocked.Increment(ref ranges) == 1)
            {
                // Time for the other one to read all that is left, if it would.
                Token.WaitHandle.WaitOne(300);
            }
        };

        var found = await SearchAsync(store);

        snapshots.ShouldBe(2);
        found.Embeddings.ShouldBe(People);
    }

    [Theory]
    [InlineData(5, 3, null)]
    [InlineData(6, 3, null)]
    [InlineData(11, 1, StoreFailure.Corrupt)]
    public async Task Reading_is_repeated_after_a_lock_and_after_nothing_else(
        int code,
        int attempts,
        StoreFailure? expected
    )
    {
        var provider = new HookedSqliteProvider(_fixture.File);
        await using var store = await OpenAsync(provider);
        await store.EnrollAsync(Samples.Person("anna", 1), Token);
        var seen = 0;
        provider.BeforeSnapshot = () =>
        {
            if (++seen < 3)
            {
                throw new SqliteException("simulated", code);
            }
        };

        StoreFailure? failure = null;
        try
        {
            await store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(1), cancellationToken: Token);
        }
        catch (StoreException exception)
        {
            failure = exception.Failure;
        }

        (failure, seen).ShouldBe((expected, attempts));
    }

    private Task<VisionStore> OpenAsync(StoreProvider provider, StoreOptions? options = null) =>
        VisionStore.OpenAsync(provider, _fixture.Keys, options ?? _fixture.Options, cancellationToken: Token);

    private async Task<VisionStore> FillAsync(StoreProvider provider, int range)
    {
        var store = await OpenAsync(provider, _fixture.Options with { LoadConnections = 8, LoadRange = range });
        for (var i = 0; i < People; i++)
        {
            await store.EnrollAsync(Samples.Person($"p{i}", i), Token);
        }

        return store;
    }

    private void Run(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={_fixture.File}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static Task<GallerySearchResult> SearchAsync(VisionStore store) =>
        store.SearchAsync(new GalleryScope(Tenant), Samples.Vector(1), cancellationToken: Token);
}
