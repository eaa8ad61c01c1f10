using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a detector saw.</summary>
internal readonly record struct DetectionReading(ImmutableArray<Detection> Detections, ImageSize ImageSize);
