namespace VisionSdk.Storage;

/// <summary>How a candidate version is tried.</summary>
public enum RolloutMode
{
    /// <summary>The present version answers; the candidate decides afterwards, in the background, and nobody sees its answer.</summary>
    Shadow,

    /// <summary>The candidate answers a share of the requests.</summary>
    Canary,
}
