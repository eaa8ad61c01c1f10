namespace VisionSdk;

/// <summary>What is known of a limit.</summary>
public enum RolloutCheckState
{
    /// <summary>Not enough: the limit lies between the bounds, or there are too few decisions.</summary>
    Open,

    /// <summary>Even the upper bound is not above the limit.</summary>
    Holds,

    /// <summary>Even the lower bound is above the limit.</summary>
    Broken,
}
