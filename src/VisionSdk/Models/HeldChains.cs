using System.Collections.Concurrent;

namespace VisionSdk;

/// <summary>Chains of models that were put together before.</summary>
/// <remarks>Keeping a chain does not keep its models in memory: one of whose models has been freed is put together again.</remarks>
internal sealed class HeldChains<TKey>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, FaceChain> _chains = new();

    /// <summary>Gets a chain, held for the caller.</summary>
    /// <param name="key">What it answers.</param>
    /// <param name="build">Puts it together, held.</param>
    public ValueTask<FaceChain> HoldAsync(TKey key, Func<Task<FaceChain>> build) =>
        TryHold(key) is { } chain ? ValueTask.FromResult(chain) : new ValueTask<FaceChain>(BuildAsync(key, build));

    /// <summary>Gets a chain that is there, held for the caller.</summary>
    public FaceChain? TryHold(TKey key) => _chains.TryGetValue(key, out var chain) && chain.TryHold() ? chain : null;

    private async Task<FaceChain> BuildAsync(TKey key, Func<Task<FaceChain>> build)
    {
        // Of two that are built at once the later one stays; the other serves its own operation.
        var chain = await build().ConfigureAwait(false);
        _chains[key] = chain;
        return chain;
    }
}
