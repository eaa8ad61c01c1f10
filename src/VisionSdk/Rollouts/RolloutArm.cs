namespace VisionSdk;

/// <summary>Who answered a request that takes part in a rollout.</summary>
public enum RolloutArm
{
    /// <summary>The present version; the candidate decides afterwards, unseen.</summary>
    Shadowed,

    /// <summary>The candidate.</summary>
    Candidate,

    /// <summary>The present version, because the candidate failed: <see cref="RolloutPart.CandidateFailure"/> says how.</summary>
    Fallback,
}
