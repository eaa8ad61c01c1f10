namespace VisionSdk;

/// <summary>The one home of the limits that decide whether a picture shows a face well enough to become a reference.</summary>
/// <remarks>
/// Measured with the default models on the 1,929 portraits of LFW View 1 (250x250, deep-funneled), and on altered copies
/// of every sixth: all limits together refuse 1.9 % of the portraits, every copy blurred by a Gaussian of 3 pixels, every copy darkened to
/// 15 %, 99.7 % of the copies leaning by 45 degrees, and 71 % of the copies whose head is turned by 60 degrees (60 % at 45 degrees). Another landmark model needs other limits of the pose.
/// Huang et al., "Labeled Faces in the Wild", University of Massachusetts, Amherst, technical report 07-49, 2007.
/// </remarks>
public static class EnrolmentGuardDefaults
{
    /// <summary>Lowest <see cref="FaceQuality.Sharpness"/>.</summary>
    /// <value>15 squared grey levels. The portraits have 10 to 969, 99.5 % of them 17.7 or more; blurred copies at most 13.4.</value>
    public const float MinSharpness = 15;

    /// <summary>Lowest <see cref="FaceQuality.Brightness"/>.</summary>
    /// <value>0.15 of [0, 1]. The darkest portrait has 0.18, so that dark skin in ordinary light is not refused; darkened copies at most 0.11.</value>
    public const float MinBrightness = 0.15f;

    /// <summary>Highest <see cref="FaceQuality.Brightness"/>.</summary>
    /// <value>0.8 of [0, 1]. The brightest portrait has 0.72; copies bleached by 70 % have 0.84 in the middle.</value>
    public const float MaxBrightness = 0.8f;

    /// <summary>Highest absolute <see cref="FaceQuality.Yaw"/>.</summary>
    /// <value>0.75, where 1 has the nose tip at an outer eye corner. 98.9 % of the portraits have less.</value>
    public const float MaxYaw = 0.75f;

    /// <summary>Lowest <see cref="FaceQuality.EyeSpacing"/>, a second limit of the yaw: it sees profiles whose nose was located wrongly.</summary>
    /// <value>0.68. 98.9 % of the portraits have more, in the middle 0.90; heads turned by 60 degrees have 0.6 to 0.66 in the middle.</value>
    public const float MinEyeSpacing = 0.68f;

    /// <summary>Highest absolute <see cref="FaceQuality.Pitch"/>.</summary>
    /// <value>0.35, a share of the way from the eyes to the mouth. 99.9 % of the portraits have less.</value>
    public const float MaxPitch = 0.35f;

    /// <summary>Highest absolute <see cref="FaceQuality.Roll"/>.</summary>
    /// <value>0.6 radians, 34 degrees. Every portrait has less.</value>
    public const float MaxRoll = 0.6f;

    /// <summary>Lowest <see cref="FaceQuality.FaceSize"/>.</summary>
    /// <value>64 pixels. The smallest portrait has 67; the default embedder takes 150x150.</value>
    public const float MinFaceSize = 64;
}
