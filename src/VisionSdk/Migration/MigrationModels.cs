using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>The models as they would play their roles if one of a move's two versions were active, for embedding in its space before or after it is.</summary>
internal sealed class MigrationModels(ModelSlots slots, VersionLocator locator)
{
    // By generation, so that the chains of one are put together once; whatever else is swapped makes a new one.
    private readonly ConditionalWeakTable<SlotGeneration, ConcurrentDictionary<ModelName, SlotGeneration>> _known = [];

    /// <summary>The present generation with a version in the move's slot.</summary>
    /// <exception cref="ModelLoadException">No package of the version is at hand.</exception>
    public async ValueTask<SlotGeneration> GenerationAsync(
        VisionStore store,
        string slot,
        ModelVersionRecord version,
        CancellationToken cancellationToken
    )
    {
        var present = slots.Current;
        var known = _known.GetOrCreateValue(present);
        var name = new ModelName(version.ModelId, version.Version);
        if (known.TryGetValue(name, out var generation))
        {
            return generation;
        }

        var key = await locator.LocateAsync(store, version, cancellationToken).ConfigureAwait(false);
        return known.GetOrAdd(name, present.With(slot, new SlotAssignment(name, key)));
    }
}
