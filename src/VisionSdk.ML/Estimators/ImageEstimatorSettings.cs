namespace VisionSdk.ML;

/// <summary>What every estimator that looks at pictures can be told. Immutable; one instance may serve any number of estimators.</summary>
public abstract record ImageEstimatorSettings
{
    private protected ImageEstimatorSettings() { }

    /// <summary>How the networks are run. Belongs to the machine: it is not saved with a pipeline.</summary>
    /// <value>Default <see cref="EngineOptions.Default"/>.</value>
    public EngineOptions Engine { get; init; } = EngineOptions.Default;

    /// <summary>What a picture may cost.</summary>
    /// <value>Default <see cref="ImageLimits.Default"/>.</value>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>What happens to a row whose picture cannot be used.</summary>
    /// <value>Default <see cref="BadImageHandling.Throw"/>.</value>
    public BadImageHandling BadImages { get; init; }

    internal virtual void Validate()
    {
        ArgumentNullException.ThrowIfNull(Engine);
        ArgumentNullException.ThrowIfNull(Limits);
        Engine.Validate();
        if (!Enum.IsDefined(BadImages))
        {
            throw new ArgumentOutOfRangeException(nameof(BadImages), BadImages, "Unknown handling of bad images.");
        }
    }

    private protected static void CheckBatchSize(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1, nameof(batchSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batchSize, 1024, nameof(batchSize));
    }

    private protected static void CheckTask(ModelPackage? model, VisionTask task, string name)
    {
        ArgumentNullException.ThrowIfNull(model, name);
        if (model.Manifest.Task != task)
        {
            throw new ArgumentException(
                $"Model '{model.Manifest.Id}' {model.Manifest.Version} is for {model.Manifest.Task}; {name} must be for {task}.",
                name
            );
        }
    }
}
