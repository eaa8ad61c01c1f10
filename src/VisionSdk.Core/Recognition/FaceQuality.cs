namespace VisionSdk;

/// <summary>How well one picture shows a face: what decides, before any network is asked, whether it is worth keeping as a reference.</summary>
/// <remarks>
/// Plain measures of one picture, not a predicted recognition rate. <see cref="Sharpness"/>, <see cref="Brightness"/> and
/// <see cref="Contrast"/> are read off the grey face, aligned by its landmarks to 112x112 pixels (the template of
/// <see cref="FaceAligner.ArcFace5"/>: brows to chin, hair and background left out), so that they do not depend on the picture's size.
/// A face of fewer pixels is enlarged to that size, which adds no detail and therefore counts as blur.
/// </remarks>
public sealed record FaceQuality
{
    /// <summary>Variance of the Laplacian over the aligned grey face: how much fine detail there is.</summary>
    /// <value>
    /// Squared grey levels of [0, 255], 0 or more; higher is sharper. Grows with the square of the contrast, and noise counts as detail.
    /// </value>
    /// <remarks>
    /// Kernel of four neighbours. Pech-Pacheco, Cristóbal, Chamorro-Martínez and Fernández-Valdivia, "Diatom Autofocusing in Brightfield
    /// Microscopy: A Comparative Study", ICPR 2000.
    /// </remarks>
    public required float Sharpness { get; init; }

    /// <summary>Mean luma (ITU-R BT.601) of the aligned face.</summary>
    /// <value>In [0, 1]: 0 is black, 1 white.</value>
    public required float Brightness { get; init; }

    /// <summary>Standard deviation of the luma of the aligned face.</summary>
    /// <value>In [0, 0.5]: 0 is a plain surface, 0.5 half black and half white.</value>
    public required float Contrast { get; init; }

    /// <summary>How far the head is turned to a side: <see cref="FaceLandmarks68.YawAsymmetry"/>.</summary>
    /// <value>0 is frontal, ±1 the nose tip at an outer eye corner; a sign of the angle, not the angle.</value>
    public required float Yaw { get; init; }

    /// <summary>How far the head is raised or lowered: <see cref="FaceLandmarks68.NoseHeightRatio"/> less <see cref="LevelNoseHeight"/>.</summary>
    /// <value>0 is level, below 0 raised, above 0 lowered; a share of the way from the eyes to the mouth, not an angle.</value>
    public required float Pitch { get; init; }

    /// <summary>How far the head leans in the picture's plane: <see cref="FaceLandmarks68.Roll"/>.</summary>
    /// <value>Radians in [−π, π]; 0 is upright, positive clockwise as one sees it.</value>
    public required float Roll { get; init; }

    /// <summary>How wide the eyes stand: <see cref="FaceLandmarks68.EyeSpacingRatio"/>, which a head that is turned to a side foreshortens.</summary>
    /// <value>About 0.9 for a frontal face, less in proportion to the cosine of the yaw.</value>
    public required float EyeSpacing { get; init; }

    /// <summary>Distance between the centres of the eyes.</summary>
    /// <value>Pixels of the displayed picture.</value>
    public required float InterEyeDistance { get; init; }

    /// <summary>Shorter side of the detector's box.</summary>
    /// <value>Pixels of the displayed picture.</value>
    public required float FaceSize { get; init; }

    /// <summary>Where the nose tip of a level mean face lies between the eyes (0) and the mouth (1).</summary>
    /// <value>0.55, from the mean face of dlib's alignment.</value>
    public const float LevelNoseHeight = 0.55f;
}
