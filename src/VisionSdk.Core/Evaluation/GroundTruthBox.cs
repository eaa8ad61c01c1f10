namespace VisionSdk;

/// <summary>An object that is really in a picture.</summary>
/// <param name="Box">Where, in pixels of the displayed source image.</param>
/// <param name="ClassId">Index of its class.</param>
/// <param name="Ignore">
/// Whether the object counts neither as found nor as missed: a crowd, or a face too small to judge. Detections that lie on it are not
/// counted either, however many there are.
/// </param>
public readonly record struct GroundTruthBox(BoundingBox Box, int ClassId, bool Ignore = false);
