using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace VisionSdk;

/// <summary>Says which models play the roles of an operation: those that are active, and last good versions for those that are not asked at the moment.</summary>
/// <remarks>What it returns is one whole generation, so that an operation never mixes versions.</remarks>
internal sealed class VersionFallbacks(
    VisionSdkOptions options,
    ModelSlots slots,
    VersionHost host,
    VersionCircuits circuits,
    VersionPreparation preparation,
    LastGoodVersions lastGood,
    StoreSource stores,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _finding = new(1, 1);
    private readonly KnownFallback?[] _known = new KnownFallback?[Enum.GetValues<FallbackScope>().Length];

    /// <summary>The generation that an operation takes.</summary>
    /// <param name="scope">What the operation does with embeddings.</param>
    /// <param name="mayTry">Whether it may be the one that tries a version again after its pause.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<SlotGeneration> ServingAsync(
        FallbackScope scope,
        bool mayTry,
        CancellationToken cancellationToken
    ) =>
        circuits.AreAllClosed
            ? ValueTask.FromResult(slots.Current)
            : FindServingAsync(scope, mayTry, cancellationToken);

    /// <summary>The same for an operation that has met a version that does not work: it looks at the circuits themselves.</summary>
    public async ValueTask<SlotGeneration> FindServingAsync(
        FallbackScope scope,
        bool mayTry,
        CancellationToken cancellationToken
    )
    {
        var current = slots.Current;
        var broken = BrokenSlots(current, mayTry);
        if (broken.IsEmpty || !options.Resilience.Inference.FallBack)
        {
            return current;
        }

        if (Known(scope, current, broken) is { } known)
        {
            return known.Serving;
        }

        await _finding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Known(scope, current, broken) is { } found)
            {
                return found.Serving;
            }

            var fallback = await FindAsync(scope, current, broken, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _known[(int)scope], fallback);
            return fallback.Serving;
        }
        finally
        {
            _finding.Release();
        }
    }

    public void Dispose() => _finding.Dispose();

    private KnownFallback? Known(FallbackScope scope, SlotGeneration basis, ImmutableArray<BrokenSlot> broken) =>
        Volatile.Read(ref _known[(int)scope]) is { } known && known.Fits(basis, broken, time.GetUtcNow())
            ? known
            : null;

    private ImmutableArray<BrokenSlot> BrokenSlots(SlotGeneration generation, bool mayTry)
    {
        var broken = ImmutableArray.CreateBuilder<BrokenSlot>();
        foreach (var slot in generation.Names)
        {
            if (
                slots.KeyOf(generation.Slots[slot]) is { } key
                && circuits.Find(key) is { } circuit
                && circuit.IsToBeAvoided(mayTry)
            )
            {
                broken.Add(new BrokenSlot(slot, circuit, circuit.LastFailure));
            }
        }

        return broken.ToImmutable();
    }

    private async Task<KnownFallback> FindAsync(
        FallbackScope scope,
        SlotGeneration basis,
        ImmutableArray<BrokenSlot> broken,
        CancellationToken cancellationToken
    )
    {
        var replacements = new Dictionary<string, SlotAssignment>(StringComparer.Ordinal);
        var fallbacks = ImmutableArray.CreateBuilder<ModelFallback>();
        foreach (var slot in broken)
        {
            if (await ReplaceAsync(scope, basis, slot, cancellationToken).ConfigureAwait(false) is { } replacement)
            {
                replacements.Add(slot.Slot, replacement);
                fallbacks.Add(
                    new ModelFallback
                    {
                        Slot = slot.Slot,
                        Wanted = slot.Key.ToString(),
                        Used = replacement.Key.ToString()!,
                        Reason = slot.Failure,
                    }
                );
                Log.FellBack(logger, slot.Slot, replacement.Key.ToString()!, slot.Key.ToString(), slot.Failure);
            }
            else
            {
                Log.NoFallback(logger, slot.Slot, slot.Key.ToString(), slot.Failure);
            }
        }

        var expires = replacements.Count == broken.Length ? DateTimeOffset.MaxValue : time.GetUtcNow() + LookAgain;
        var serving = basis.FallenBack(replacements, fallbacks.ToImmutable());
        return new KnownFallback(basis, broken, serving, expires);
    }

    /// <summary>Finds a version that works, and makes it ready.</summary>
    private async Task<SlotAssignment?> ReplaceAsync(
        FallbackScope scope,
        SlotGeneration basis,
        BrokenSlot broken,
        CancellationToken cancellationToken
    )
    {
        foreach (var candidate in await lastGood.FindAsync(broken, cancellationToken).ConfigureAwait(false))
        {
            if (circuits.Find(candidate.Key!.Value)?.IsToBeAvoided(mayTry: false) == true)
            {
                continue;
            }

            try
            {
                if (await MayReplaceAsync(scope, broken, candidate.Key.Value, cancellationToken).ConfigureAwait(false))
                {
                    await preparation
                        .PrepareChainsAsync(basis.With(broken.Slot, candidate), broken.Slot, cancellationToken)
                        .ConfigureAwait(false);
                    return candidate;
                }
            }
            catch (VisionSdkException)
            {
                // It cannot be loaded, which is logged, or does not fit the models around it: no replacement.
            }
        }

        return null;
    }

    private async Task<bool> MayReplaceAsync(
        FallbackScope scope,
        BrokenSlot broken,
        VersionKey candidate,
        CancellationToken cancellationToken
    )
    {
        var used = await host.HoldAsync(candidate, cancellationToken).ConfigureAwait(false);
        try
        {
            return used.Manifest.Task == broken.Circuit.Task
                && (
                    used.Model.Space == broken.Circuit.Space
                    || scope == FallbackScope.Gallery
                        && await HasGalleryAsync(broken.Slot, used.Model.Space, cancellationToken).ConfigureAwait(false)
                );
        }
        finally
        {
            used.Release();
        }
    }

    /// <summary>Whether everybody who is enrolled is known in a space, so that nobody is taken for a stranger.</summary>
    private async Task<bool> HasGalleryAsync(string slot, EmbeddingSpaceId? space, CancellationToken cancellationToken)
    {
        if (space is not { } known)
        {
            return false;
        }

        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (name, profile) in options.Profiles)
        {
            if (
                profile.Embedder == slot
                && await store.CountIdentitiesOutsideAsync(name, known, cancellationToken).ConfigureAwait(false) > 0
            )
            {
                return false;
            }
        }

        return true;
    }
}
