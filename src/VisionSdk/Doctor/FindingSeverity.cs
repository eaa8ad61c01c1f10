namespace VisionSdk;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>Probably wrong, or not finished: look at it before the model is used.</summary>
    Warning,

    /// <summary>Wrong: results with this manifest are no use.</summary>
    Error,
}
