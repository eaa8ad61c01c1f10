using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What to find out about which faces.</summary>
/// <param name="Features">What to find out.</param>
/// <param name="Choice">Which faces.</param>
/// <param name="MinConfidence">Lowest confidence of a face, or <see langword="null"/> for the detector's own.</param>
internal readonly record struct FaceRequest(FaceFeatures Features, FaceChoice Choice, float? MinConfidence)
{
    /// <summary>Whether each chosen face is also cut out, to be kept: see <see cref="FaceReading.Crops"/>.</summary>
    public bool WithCrops { get; init; }

    /// <summary>The detector's labels that count; empty for all.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];
}
