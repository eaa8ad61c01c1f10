using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>What to find out about which faces.</summary>
/// <param name="Features">What to find out.</param>
/// <param name="Choice">Which faces.</param>
/// <param name="MinConfidence">Lowest confidence of a face, or <see langword="null"/> for the detector's own.</param>
internal readonly record struct FaceRequest(FaceFeatures Features, FaceChoice Choice, float? MinConfidence)
{
    /// <summary>
    /// Whether each chosen face is also cut out, to be kept: see <see cref="FaceReading.Crops"/>. Its embedding is then made from what was cut out,
    /// so that whoever embeds the kept picture later with the same models gets the same vector, bit for bit.
    /// </summary>
    public bool WithCrops { get; init; }

    /// <summary>The detector's labels that count; empty for all.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Whether the picture was cut out before: nothing is detected in it.</summary>
    public bool IsCrop { get; init; }

    /// <summary>Where the face is in a picture that was cut out before; <see langword="null"/> when that was not written down.</summary>
    public CropPlace? Place { get; init; }
}
