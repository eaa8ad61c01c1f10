using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a model found in one photo, as its manifest stands.</summary>
/// <param name="Index">Index of the photo in the list that was given.</param>
/// <param name="Detections">What a detector found, by falling confidence; empty for other tasks.</param>
/// <param name="Summary">The answer in words, for models that draw no boxes.</param>
public sealed record ExaminedPhoto(int Index, ImmutableArray<Detection> Detections, string? Summary = null);
