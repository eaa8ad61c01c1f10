namespace VisionSdk;

/// <summary>Where a network runs.</summary>
public enum ExecutionProvider
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU; an error when there is none or when the build has no GPU support.</summary>
    Cuda,

    /// <summary>The GPU when it works, otherwise the processor; the result says which it was and why.</summary>
    Auto,
}
