namespace VisionSdk;

/// <summary>Where the distances of a calibration come from.</summary>
public enum CalibrationSource
{
    /// <summary>Pairs whose truth the caller knows.</summary>
    Pairs,

    /// <summary>The references of a gallery: those of one identity, and those of different ones, compared with each other.</summary>
    Gallery,
}
