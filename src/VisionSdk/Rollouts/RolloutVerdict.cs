namespace VisionSdk;

/// <summary>What the rules say about a rollout.</summary>
public enum RolloutVerdict
{
    /// <summary>Not enough is known.</summary>
    Undecided,

    /// <summary>Every limit holds for the decisions that a promotion needs.</summary>
    Promotable,

    /// <summary>A limit is broken.</summary>
    Broken,
}
