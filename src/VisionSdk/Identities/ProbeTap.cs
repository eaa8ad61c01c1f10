namespace VisionSdk;

/// <summary>Which models read the picture of an operation on identities, and what they saw, for whoever needs more than the result.</summary>
internal sealed class ProbeTap
{
    /// <summary>Which models play the roles; <see langword="null"/> for the present ones.</summary>
    public SlotGeneration? Generation { get; init; }

    /// <summary>Whether the face is cut out.</summary>
    public bool WithCrops { get; init; }

    /// <summary>What they saw; <see langword="null"/> until they have.</summary>
    public Probe? Probe { get; private set; }

    /// <summary>The request as the tap changes it.</summary>
    public FaceRequest Apply(FaceRequest request) => WithCrops ? request with { WithCrops = true } : request;

    public void Take(Probe probe) => Probe = probe;
}
