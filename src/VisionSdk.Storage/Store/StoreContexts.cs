using Microsoft.EntityFrameworkCore;
using Polly;

namespace VisionSdk.Storage;

/// <summary>Makes contexts of one store.</summary>
internal sealed class StoreContexts
{
    private readonly DbContextOptions<VisionDbContext> _options;
    private readonly ResiliencePipeline _pipeline;

    public StoreContexts(StoreProvider provider, StoreOptions options, TimeProvider time)
    {
        Provider = provider;
        Reading = GalleryReading.Create(options);
        _pipeline = StorePipeline.Create(provider, options, time);
        var builder = new DbContextOptionsBuilder<VisionDbContext>();
        provider.Configure(builder);
        _options = builder.Options;
    }

    public StoreProvider Provider { get; }

    /// <summary>How a gallery is read for the first time.</summary>
    public GalleryReading Reading { get; }

    public VisionDbContext Create() => new(_options);

    /// <summary>Runs a query, again after a transient failure, with a fresh context each time and the store's own errors.</summary>
    public Task<T> ReadAsync<T>(
        string operation,
        Func<VisionDbContext, CancellationToken, Task<T>> query,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            operation,
            async token =>
            {
                using var context = Create();
                return await query(context, token).ConfigureAwait(false);
            },
            cancellationToken
        );

    /// <summary>The same for what makes its own contexts.</summary>
    public async Task<T> RunAsync<T>(
        string operation,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _pipeline
                .ExecuteAsync(
                    static async (read, token) => await read(token).ConfigureAwait(false),
                    read,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not VisionSdkException)
        {
            throw StoreErrors.Translate(Provider, exception, operation);
        }
    }
}
