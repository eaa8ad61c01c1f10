namespace VisionSdk;

/// <summary>Names of the recognition profiles that exist from the start.</summary>
public static class RecognitionProfiles
{
    /// <summary>People, by their faces.</summary>
    public const string Faces = "faces";
}
