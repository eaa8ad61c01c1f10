using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>A model version in memory. It is disposed when its host has let go of it and the last operation that holds it has finished.</summary>
internal sealed class LoadedVersion(VersionKey key, IVisionModel model, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<ModelUse>> _uses = new(StringComparer.Ordinal);

    // One for the host.
    private int _holders = 1;
    private int _isLetGo;
    private long _lastHeld = time.GetTimestamp();

    public VersionKey Key => key;

    public IVisionModel Model => model;

    public ModelManifest Manifest => model.Manifest;

    /// <summary>What the model takes in memory, in bytes.</summary>
    public long MemoryBytes => model.MemoryBytes;

    /// <summary>Whether nobody but the host holds it.</summary>
    public bool IsIdle => Volatile.Read(ref _holders) == 1;

    /// <summary>How long nobody has asked for it.</summary>
    public TimeSpan IdleTime => time.GetElapsedTime(Volatile.Read(ref _lastHeld));

    /// <summary>Holds it, unless it is gone already.</summary>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                Volatile.Write(ref _lastHeld, time.GetTimestamp());
                return true;
            }

            holders = seen;
        }

        return false;
    }

    /// <summary>Gives back what <see cref="TryHold"/> took.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            model.Dispose();
        }
    }

    /// <summary>The host lets go of it; nobody can hold it any more once the last operation has given it back.</summary>
    public void LetGo()
    {
        if (Interlocked.Exchange(ref _isLetGo, 1) == 0)
        {
            Release();
        }
    }

    /// <summary>The model in a role, for provenance.</summary>
    public ModelUse In(string slot) => AloneIn(slot)[0];

    /// <summary>The same for an operation in which no other model takes part.</summary>
    public ImmutableArray<ModelUse> AloneIn(string slot) =>
        _uses.GetOrAdd(slot, static (slot, model) => [UseOf(slot, model)], model);

    private static ModelUse UseOf(string slot, IVisionModel model) =>
        new()
        {
            Slot = slot,
            ModelId = model.Manifest.Id,
            Version = model.Manifest.Version,
            Sha256 = model.Manifest.Artifact.Sha256,
            Space = model.Space,
            RequestedProvider = model.Provider.Requested,
            Provider = model.Provider.Actual,
            ProviderReason = model.Provider.Reason,
        };
}
