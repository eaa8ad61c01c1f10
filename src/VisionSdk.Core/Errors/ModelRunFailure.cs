namespace VisionSdk;

/// <summary>How a loaded model failed at its work. None of these is the picture's fault.</summary>
public enum ModelRunFailure
{
    /// <summary>The runtime could not compute the network, or its outputs have not the promised form.</summary>
    Failed,

    /// <summary>An output has a value that is not finite.</summary>
    NotFinite,

    /// <summary>It takes longer than is allowed.</summary>
    TooSlow,
}
