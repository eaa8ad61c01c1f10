namespace VisionSdk;

/// <summary>The slots that the client itself asks for. An application may configure more of its own, such as <c>counters/detector</c>.</summary>
/// <remarks>A slot is a role; <see cref="VisionSdkOptions.Slots"/> says which model plays it.</remarks>
public static class VisionSlots
{
    /// <summary>Finds faces.</summary>
    public const string FaceDetector = "faces/detector";

    /// <summary>Places 68 landmarks on a face.</summary>
    public const string FaceLandmarks = "faces/landmarks";

    /// <summary>Turns a face into an embedding.</summary>
    public const string FaceEmbedder = "faces/embedder";

    /// <summary>Tells a face's expression.</summary>
    public const string FaceExpression = "faces/expression";

    /// <summary>Tells a real face from a print or a screen.</summary>
    public const string FaceAntiSpoof = "faces/antispoof";

    /// <summary>Tells a live face from a static one.</summary>
    public const string FaceLiveness = "faces/liveness";

    /// <summary>Finds objects.</summary>
    public const string ObjectDetector = "objects/detector";
}
