namespace VisionSdk.ML;

/// <summary>What every task model stands on: an engine, the preprocessing that its manifest asks for, and decoder settings of the task's kind.</summary>
internal sealed class Network<TSettings>
    where TSettings : DecoderSettings
{
    /// <exception cref="ArgumentException">The model is for another task.</exception>
    public Network(InferenceEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        Engine = engine;
        Settings =
            engine.Manifest.Output as TSettings
            ?? throw new ArgumentException(
                $"Model '{engine.Manifest.Id}' is for {engine.Manifest.Task}; its output is not of {typeof(TSettings).Name}.",
                nameof(engine)
            );
        Preprocessor = new ImagePreprocessor(engine.Manifest.Input);
    }

    public InferenceEngine Engine { get; }

    public TSettings Settings { get; }

    public ImagePreprocessor Preprocessor { get; }

    public ModelInput Input => Engine.Manifest.Input;

    /// <summary>The part of the picture that the network looks at for an object's box.</summary>
    public BoundingBox RegionOf(BoundingBox box) => box.ScaleAboutCenter(Input.RegionScale);

    /// <summary>Pixels that are needed per source pixel so that scaled decoding takes nothing away from a region.</summary>
    public float ScaleFor(BoundingBox region, ImageSize canvas)
    {
        var placement = Letterbox.Fit(region, canvas, Input.Resize, Input.Padding);
        return MathF.Min(MathF.Max(placement.ScaleX, placement.ScaleY), 1);
    }

    /// <summary>One output as a vector of an expected length.</summary>
    /// <exception cref="ModelSignatureException">It has another length.</exception>
    public ReadOnlySpan<float> Vector(IOutputTensors outputs, int expected)
    {
        var values = outputs.Values(0);
        return values.Length == expected
            ? values
            : throw new ModelSignatureException(
                $"Model '{Engine.Manifest.Id}' output '{Settings.Tensors[0]}' should have {expected} values by its manifest; got {values.Length}. Correct the manifest.",
                Engine.Manifest.Id,
                Settings.Tensors[0],
                $"{expected} values",
                $"{values.Length} values"
            );
    }
}
