using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

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

    /// <summary>How long the main vector is where the model decides that; 0 for features that have none of a known length.</summary>
    public virtual int VectorLength => 0;

    protected string StatusName => $"{Columns.Output}.Status";

    protected OutputColumn<TResult> StatusColumn =>
        new OutputColumn<TResult, ReadOnlyMemory<char>>(
            StatusName,
            TextDataViewType.Instance,
            static (in row, ref value) => value = Values.Text(row.Status)
        );

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
