namespace VisionSdk;

/// <summary>Parameters that all detectors share.</summary>
public abstract record DetectorSettings : DecoderSettings
{
    /// <summary>Default lowest confidence of a result, in [0, 1].</summary>
    public float MinConfidence { get; init; } = 0.5f;

    /// <summary>IoU above which the less confident of two boxes is dropped, in [0, 1]; 1 switches suppression off.</summary>
    public float NmsIoUThreshold { get; init; } = 0.45f;

    /// <summary>Whether overlapping boxes are dropped or lose confidence.</summary>
    public SuppressionMethod NmsMethod { get; init; }

    /// <summary>Width σ of the decay of <see cref="SuppressionMethod.SoftGaussian"/>, positive.</summary>
    public float SoftNmsSigma { get; init; } = 0.5f;

    /// <summary>Whether boxes of different classes suppress each other.</summary>
    public bool ClassAgnosticNms { get; init; }

    /// <summary>How many classes the detector tells apart, background not counted.</summary>
    public int ClassCount { get; init; } = 1;
}
