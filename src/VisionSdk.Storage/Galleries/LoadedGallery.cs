using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>A gallery in memory, with the state of the store that it shows.</summary>
internal sealed class LoadedGallery(GalleryIndex index) : IDisposable
{
    private long _epoch = -1;

    public GalleryIndex Index => index;

    /// <summary>One synchronisation at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The last epoch that was read in; -1 before the first.</summary>
    public long Epoch
    {
        get => Volatile.Read(ref _epoch);
        set => Volatile.Write(ref _epoch, value);
    }

    /// <summary>Vectors of others that must not be taken for an identity; replaced as a whole.</summary>
    public ImmutableDictionary<Guid, ImmutableDictionary<Guid, float[]>> Counterexamples { get; set; } =
        ImmutableDictionary<Guid, ImmutableDictionary<Guid, float[]>>.Empty;

    /// <summary>Vectors that were mapped from another space; replaced as a whole.</summary>
    public ImmutableHashSet<Guid> Bridged { get; set; } = [];

    public void Dispose()
    {
        index.Dispose();
        Turn.Dispose();
    }
}
