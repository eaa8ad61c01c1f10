namespace VisionSdk;

/// <summary>A prior box, in pixels of the network's input.</summary>
internal readonly record struct Prior(float CenterX, float CenterY, float Width, float Height);
