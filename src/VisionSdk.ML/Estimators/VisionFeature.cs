using System.Collections.Immutable;
using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>What an estimator was asked for: columns, models and settings, nothing loaded yet.</summary>
internal abstract class VisionFeature(VisionColumns columns, ImageEstimatorSettings settings)
{
    public VisionColumns Columns => columns;

    public ImageEstimatorSettings Settings => settings;

    /// <summary>Loads the networks.</summary>
    public abstract VisionMapping Load(EngineOptions engine);

    /// <summary>The composition that stands for the feature in a model file, and gives it its schema.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="isPath">Whether the pictures are files, rather than bytes.</param>
    public abstract IEstimator<ITransformer> Saved(MLContext ml, bool isPath);
}

/// <inheritdoc/>
internal abstract class VisionFeature<TResult>(VisionColumns columns, ImageEstimatorSettings settings)
    : VisionFeature(columns, settings)
    where TResult : class
{
    public abstract ImmutableArray<OutputColumn<TResult>> Outputs { get; }

    public abstract PictureFunction<TResult> LoadFunction(EngineOptions engine);

    public override VisionMapping Load(EngineOptions engine) =>
        new VisionMapping<TResult>(
            Columns,
            Outputs,
            LoadFunction(engine),
            new ImageDecoder(Settings.Limits),
            Settings.BadImages
        );
}
