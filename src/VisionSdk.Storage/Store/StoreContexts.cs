using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Makes contexts of one store.</summary>
internal sealed class StoreContexts
{
    private readonly DbContextOptions<VisionDbContext> _options;

    public StoreContexts(StoreProvider provider)
    {
        Provider = provider;
        var builder = new DbContextOptionsBuilder<VisionDbContext>();
        provider.Configure(builder);
        _options = builder.Options;
    }

    public StoreProvider Provider { get; }

    public VisionDbContext Create() => new(_options);

    /// <summary>Runs a query, with a fresh context and the store's own errors.</summary>
    public async Task<T> ReadAsync<T>(
        string operation,
        Func<VisionDbContext, CancellationToken, Task<T>> query,
        CancellationToken cancellationToken
    )
    {
        using var context = Create();
        try
        {
            return await query(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not VisionSdkException)
        {
            throw StoreErrors.Translate(Provider, exception, operation);
        }
    }
}
