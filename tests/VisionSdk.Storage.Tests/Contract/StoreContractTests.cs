namespace VisionSdk.Storage.Tests;

/// <summary>What a store must do on every database.</summary>
/// <typeparam name="TFixture">The database.</typeparam>
public abstract partial class StoreContractTests<TFixture> : IAsyncLifetime
    where TFixture : StoreFixture, new()
{
    private const string Tenant = StoreOptions.DefaultTenant;

    private TFixture? _fixture;

    protected TFixture Fixture => _fixture!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _fixture = new TFixture();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_fixture is not null)
        {
            await _fixture.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private static async Task<StoreException> FailureOf(Task task) => await Should.ThrowAsync<StoreException>(task);
}
