namespace VisionSdk;

/// <summary>One score per class.</summary>
public sealed record ClassificationSettings : DecoderSettings
{
    /// <summary>How raw scores become probabilities.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;
}
