using System.ComponentModel.DataAnnotations;

namespace VisionSdk;

/// <summary>What a picture must be like to become a reference. The defaults live in <see cref="EnrolmentGuardDefaults"/>.</summary>
public sealed class EnrolmentGuardOptions
{
    /// <summary>Which reasons are looked for.</summary>
    /// <value>Default All.</value>
    public EnrolmentChecks Checks { get; set; } = EnrolmentChecks.All;

    /// <summary>Lowest <see cref="FaceQuality.Sharpness"/>.</summary>
    /// <value>Squared grey levels, in [0, 1000000]; default 15.</value>
    [Range(0.0, 1000000.0)]
    public float MinSharpness { get; set; } = EnrolmentGuardDefaults.MinSharpness;

    /// <summary>Lowest <see cref="FaceQuality.Brightness"/>.</summary>
    /// <value>A number in [0, 1]; default 0.15.</value>
    [Range(0.0, 1.0)]
    public float MinBrightness { get; set; } = EnrolmentGuardDefaults.MinBrightness;

    /// <summary>Highest <see cref="FaceQuality.Brightness"/>.</summary>
    /// <value>A number in [0, 1]; default 0.8.</value>
    [Range(0.0, 1.0)]
    public float MaxBrightness { get; set; } = EnrolmentGuardDefaults.MaxBrightness;

    /// <summary>Highest absolute <see cref="FaceQuality.Yaw"/>.</summary>
    /// <value>A number in [0, 1000000], 1 with the nose tip at an outer eye corner; default 0.75.</value>
    [Range(0.0, 1000000.0)]
    public float MaxYaw { get; set; } = EnrolmentGuardDefaults.MaxYaw;

    /// <summary>Lowest <see cref="FaceQuality.EyeSpacing"/>.</summary>
    /// <value>A number in [0, 1000000]; default 0.68.</value>
    [Range(0.0, 1000000.0)]
    public float MinEyeSpacing { get; set; } = EnrolmentGuardDefaults.MinEyeSpacing;

    /// <summary>Highest absolute <see cref="FaceQuality.Pitch"/>.</summary>
    /// <value>A number in [0, 1000000], a share of the way from the eyes to the mouth; default 0.35.</value>
    [Range(0.0, 1000000.0)]
    public float MaxPitch { get; set; } = EnrolmentGuardDefaults.MaxPitch;

    /// <summary>Highest absolute <see cref="FaceQuality.Roll"/>.</summary>
    /// <value>Radians, in [0, 3.15]; default 0.6.</value>
    [Range(0.0, 3.15)]
    public float MaxRoll { get; set; } = EnrolmentGuardDefaults.MaxRoll;

    /// <summary>Lowest <see cref="FaceQuality.FaceSize"/>; without landmarks, the shorter side of the box.</summary>
    /// <value>Pixels of the displayed picture, in [0, 1000000]; default 64.</value>
    [Range(0.0, 1000000.0)]
    public float MinFaceSize { get; set; } = EnrolmentGuardDefaults.MinFaceSize;
}
