using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Preprocessing with its columns and its saved form.</summary>
internal sealed class ImagePreprocessingFeature(VisionColumns columns, ImagePreprocessingSettings settings)
    : VisionFeature<PreprocessedImage>(columns, settings)
{
    private readonly int _length = checked((int)(settings.Input.Size.PixelCount * settings.Input.Channels));

    private string Placement => $"{Columns.Output}.Placement";

    public override int VectorLength => _length;

    public override ImmutableArray<OutputColumn<PreprocessedImage>> Outputs =>
        [
            new OutputColumn<PreprocessedImage, VBuffer<float>>(
                Columns.Output,
                new VectorDataViewType(NumberDataViewType.Single, _length),
                (in row, ref value) => CopyTensor(row.Value, _length, ref value)
            ),
            new OutputColumn<PreprocessedImage, VBuffer<float>>(
                Placement,
                new VectorDataViewType(NumberDataViewType.Single, 4),
                static (in row, ref value) => CopyPlacement(row.Value, ref value)
            ),
            StatusColumn,
        ];

    public static void CopyTensor(PreprocessedImage? image, int length, ref VBuffer<float> value) =>
        Values.CopyOrNaN(image is null ? [] : image.Tensor, length, ref value);

    public static void CopyPlacement(PreprocessedImage? image, ref VBuffer<float> value) =>
        Values.CopyOrNaN(
            image?.Placement is { } place ? [place.ScaleX, place.ScaleY, place.OffsetX, place.OffsetY] : [],
            4,
            ref value
        );

    public static ImagePreprocessingFeature From(SavedStep step, IReadOnlyList<ModelPackage> models) =>
        new(
            step.Columns,
            new ImagePreprocessingSettings
            {
                Input =
                    step.Input
                    ?? throw new ModelLoadException(
                        "The saved preprocessing does not say how pictures become tensors. Save the pipeline again."
                    ),
                Limits = step.Limits,
                BadImages = step.BadImages,
            }
        );

    public override PictureFunction<PreprocessedImage> LoadFunction(EngineOptions engine) =>
        new ImagePreprocessingFunction(settings.Input);

    public override IEstimator<ITransformer> Saved(MLContext ml, bool isPath) =>
        SavedComposition.Of(
            ml,
            SavedStep.From(ImagePreprocessingFactory.Contract, this) with
            {
                Input = settings.Input,
            },
            isPath,
            new ImagePreprocessingFactory(),
            new SavedOutput(ImagePreprocessingRow.TensorColumn, Columns.Output, _length),
            new SavedOutput(ImagePreprocessingRow.PlacementColumn, Placement),
            new SavedOutput(SavedColumns.Status, StatusName)
        );
}
