namespace VisionSdk.ML;

/// <summary>How <see cref="ImagePreprocessingMLContextExtensions.PreprocessImages"/> makes tensors.</summary>
public sealed record ImagePreprocessingSettings : ImageEstimatorSettings
{
    /// <summary>How the model wants its pictures.</summary>
    /// <value><see cref="ModelManifest.Input"/> of its manifest.</value>
    public required ModelInput Input { get; init; }

    internal override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Input.Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Input.Height);
        _ = new ImagePreprocessor(Input);
        if (Input.Size.PixelCount * Input.Channels > Slices.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(Input),
                Input.Size,
                $"A tensor of {Input.Size} pixels and {Input.Channels} channels has more than {Slices.MaxLength} values."
            );
        }
    }
}
