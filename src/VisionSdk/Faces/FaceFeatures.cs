namespace VisionSdk;

/// <summary>What to find out about each face. Each feature loads the models that it needs, on first use.</summary>
[Flags]
public enum FaceFeatures
{
    /// <summary>The box and what the detector itself says.</summary>
    None = 0,

    /// <summary>68 landmarks, from <see cref="VisionSlots.FaceLandmarks"/>.</summary>
    Landmarks = 1,

    /// <summary>Probabilities of expressions, from <see cref="VisionSlots.FaceExpression"/>.</summary>
    Expression = 2,

    /// <summary>Whether the face is real rather than a print or a screen, from <see cref="VisionSlots.FaceAntiSpoof"/>.</summary>
    AntiSpoof = 4,

    /// <summary>Whether the face is live, from <see cref="VisionSlots.FaceLiveness"/>.</summary>
    Liveness = 8,

    /// <summary>The embedding, from <see cref="VisionSlots.FaceEmbedder"/>; a template of the person, so it is only made when asked for.</summary>
    Embedding = 16,

    /// <summary>How well the picture shows the face, measured with the landmarks of <see cref="VisionSlots.FaceLandmarks"/>.</summary>
    Quality = 32,

    /// <summary>Everything but the embedding.</summary>
    Default = Landmarks | Expression | AntiSpoof | Liveness | Quality,
}
