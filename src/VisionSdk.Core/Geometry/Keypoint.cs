namespace VisionSdk;

/// <summary>A named point of an object, such as an eye corner or an elbow.</summary>
/// <param name="X">Horizontal position, in pixels of the displayed source image unless stated otherwise.</param>
/// <param name="Y">Vertical position, in pixels.</param>
/// <param name="Confidence">How sure the model is, in [0, 1]; 1 for models that do not say.</param>
public readonly record struct Keypoint(float X, float Y, float Confidence = 1);
