using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a calibration found, what it refused, and on what it rests.</summary>
public sealed record CalibrationReport
{
    internal CalibrationReport(ModelManifest model) => Model = model;

    /// <summary>The thresholds with their bounds, and the match probability with its reliability.</summary>
    public required SpaceCalibration Calibration { get; init; }

    /// <summary>The rates that the data cannot support, each with the number of comparisons that it takes.</summary>
    public required ImmutableArray<RefusedRate> Refused { get; init; }

    /// <summary>Why there is no match probability and what would help; <see langword="null"/> when there is one.</summary>
    public string? ProbabilityRefusal { get; init; }

    /// <summary>Pairs that were left out because a picture gave nothing to compare.</summary>
    public required long Uncompared { get; init; }

    /// <summary>References of a gallery that were compared; <see langword="null"/> for labelled pairs.</summary>
    public int? References { get; init; }

    /// <summary>References that the gallery has; <see langword="null"/> for labelled pairs.</summary>
    public long? GalleryReferences { get; init; }

    /// <summary>The embedder whose space was measured.</summary>
    public required ModelUse Embedder { get; init; }

    /// <summary>The embedder's manifest.</summary>
    internal ModelManifest Model { get; }
}
