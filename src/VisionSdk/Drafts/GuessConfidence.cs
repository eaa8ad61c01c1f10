namespace VisionSdk;

/// <summary>How well a guessed field of a manifest is founded.</summary>
public enum GuessConfidence
{
    /// <summary>The file does not tell. Where a manifest needs a value, the usual one is written, and it must be checked.</summary>
    Unknown,

    /// <summary>A convention of models that look like this one; other models break it.</summary>
    Assumed,

    /// <summary>Several signs agree.</summary>
    Likely,

    /// <summary>The file says so.</summary>
    Certain,

    /// <summary>The caller said so.</summary>
    Given,
}
