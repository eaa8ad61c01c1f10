using VisionSdk.Storage;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>When the client opens its store, and what happens when it cannot.</summary>
public sealed class ClientStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_is_created_before_the_first_operation_that_needs_it()
    {
        await using var client = Open("vision.db");

        await client.DetectAsync(Pictures.Sized(4, 4), cancellationToken: Token);
        File.Exists(_folder.At("vision.db")).ShouldBeFalse();

        (await client.ListIdentitiesAsync(cancellationToken: Token)).Identities.ShouldBeEmpty();
        File.Exists(_folder.At("vision.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_store_that_could_not_be_opened_is_tried_again_by_the_next_caller()
    {
        await using var client = Open(Path.Combine("missing", "vision.db"));
        await Should.ThrowAsync<StoreException>(() => client.ListIdentitiesAsync(cancellationToken: Token));

        Directory.CreateDirectory(_folder.At("missing"));

        (await client.ListIdentitiesAsync(cancellationToken: Token)).Identities.ShouldBeEmpty();
    }

    [Fact]
    public async Task Callers_share_one_store_which_the_client_closes()
    {
        VisionStore store;
        await using (var client = Open("vision.db"))
        {
            var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.OpenStoreAsync(Token)));
            stores.Distinct().ShouldHaveSingleItem();
            store = stores[0];
        }

        await Should.ThrowAsync<ObjectDisposedException>(() => store.CreateTenantAsync("acme", Token));
    }

    [Fact]
    public async Task An_application_that_does_not_allow_it_gets_no_schema()
    {
        await using var client = Open("vision.db", static options => options.Store.MigrateOnOpen = false);

        var error = await Should.ThrowAsync<StoreException>(() => client.OpenStoreAsync(Token));

        error.Failure.ShouldBe(StoreFailure.SchemaMissing);
    }

    private VisionClient Open(string database, Action<VisionSdkOptions>? configure = null) =>
        TestClient.Create(
            new FakeModelFactory(),
            options =>
            {
                options.Store.Database = _folder.At(database);
                options.Store.KeyFile = _folder.At("key.txt");
                options.Store.KeyDirectory = _folder.At("keys");
                configure?.Invoke(options);
            }
        );
}
