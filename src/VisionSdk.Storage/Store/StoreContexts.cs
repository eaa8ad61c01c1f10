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
        _pipeline = StorePipeline.Create(provider, options, time);
        var builder = new DbContextOptionsBuilder<VisionDbContext>();
        provider.Configure(builder);
        _options = builder.Options;
    }

    public StoreProvider Provider { get; }

    public VisionDbContext Create() => new(_options);

    /// <summary>Runs a query, again after a transient failure, with a fresh context each time and the store's own errors.</summary>
    public async Task<T> ReadAsync<T>(
        string operation,
        Func<VisionDbContext, CancellationToken, Task<T>> query,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _pipeline
                .ExecuteAsync(
                    static async (state, token) =>
                    {
                        using var context = state.contexts.Create();
                        return await state.query(context, token).ConfigureAwait(false);
                    },
                    (contexts: this, query),
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
