namespace VisionSdk;

/// <summary>Whether a model version is asked.</summary>
internal enum CircuitState
{
    /// <summary>It is asked.</summary>
    Closed,

    /// <summary>It is being tried with one run.</summary>
    HalfOpen,

    /// <summary>It is not asked.</summary>
    Open,
}
