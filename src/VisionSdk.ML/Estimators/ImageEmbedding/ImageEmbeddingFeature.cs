using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Image embedding with its columns and its saved form.</summary>
internal sealed class ImageEmbeddingFeature(VisionColumns columns, ImageEmbeddingSettings settings)
    : VisionFeature<EmbeddedImage>(columns, settings)
{
    private readonly int _dimension = settings.Model.Manifest.Embedding!.Dimension;

    public override int VectorLength => _dimension;

    public override ImmutableArray<OutputColumn<EmbeddedImage>> Outputs =>
        [
            new OutputColumn<EmbeddedImage, VBuffer<float>>(
                Columns.Output,
                new VectorDataViewType(NumberDataViewType.Single, _dimension),
                (in row, ref value) =>
                    Values.CopyOrNaN(
                        row.Value is { } found ? found.Embedding.Values.AsSpan() : [],
                        _dimension,
                        ref value
                    )
            ),
            StatusColumn,
        ];

    public static ImageEmbeddingFeature From(SavedStep step, IReadOnlyList<ModelPackage> models) =>
        new(
            step.Columns,
            new ImageEmbeddingSettings
            {
                Model = models[0],
                BoxColumnName = step.Columns.Box,
                BatchSize = step.BatchSize,
                Limits = step.Limits,
                BadImages = step.BadImages,
            }
        );

    public override PictureFunction<EmbeddedImage> LoadFunction(EngineOptions engine) =>
        new ImageEmbeddingFunction(
            new InferenceEngine(settings.Model, engine with { MaxBatch = settings.BatchSize }),
            Columns.Box is not null,
            settings.BatchSize
        );

    public override IEstimator<ITransformer> Saved(MLContext ml, bool isPath) =>
        SavedComposition.Of(
            ml,
            SavedStep.From(ImageEmbeddingFactory.Contract, this, settings.Model) with
            {
                BatchSize = settings.BatchSize,
            },
            isPath,
            new ImageEmbeddingFactory(),
            new SavedOutput(ImageEmbeddingRow.EmbeddingColumn, Columns.Output, _dimension),
            new SavedOutput(SavedColumns.Status, StatusName)
        );
}
