using System.Collections.Frozen;

namespace VisionSdk.Storage;

/// <summary>The calibrations that hold, at one moment. Immutable.</summary>
public sealed class CurrentCalibrations
{
    private readonly FrozenDictionary<EmbeddingSpaceId, StoredCalibration> _bySpace;

    internal CurrentCalibrations(int count, IEnumerable<StoredCalibration> events)
    {
        Events = count;
        _bySpace = events
            .Where(static stored => stored.Calibration is not null)
            .ToFrozenDictionary(static stored => stored.Space);
    }

    /// <summary>No calibration at all: that of a store that does not exist.</summary>
    public static CurrentCalibrations None { get; } = new(0, []);

    /// <summary>How many events the history had, over all spaces.</summary>
    public int Events { get; }

    /// <summary>Finds what holds in a space.</summary>
    /// <param name="space">The space.</param>
    /// <returns>The calibration; <see langword="null"/> where the model's own thresholds hold.</returns>
    public StoredCalibration? Find(EmbeddingSpaceId space) => _bySpace.GetValueOrDefault(space);
}
