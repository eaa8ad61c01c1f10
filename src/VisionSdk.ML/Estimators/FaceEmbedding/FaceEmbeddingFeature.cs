using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Face embedding with its columns and its saved form.</summary>
internal sealed class FaceEmbeddingFeature(VisionColumns columns, FaceEmbeddingSettings settings)
    : VisionFeature<EmbeddedFace>(columns, settings)
{
    private readonly int _dimension = settings.Embedder.Manifest.Embedding!.Dimension;

    private string Box => $"{Columns.Output}.Box";

    private string Confidence => $"{Columns.Output}.Confidence";

    private string FacesFound => $"{Columns.Output}.FacesFound";

    public override int VectorLength => _dimension;

    public override ImmutableArray<OutputColumn<EmbeddedFace>> Outputs =>
        [
            new OutputColumn<EmbeddedFace, VBuffer<float>>(
                Columns.Output,
                new VectorDataViewType(NumberDataViewType.Single, _dimension),
                (in found, ref value) => EmbeddedFace.CopyEmbedding(found.Value, _dimension, ref value)
            ),
            new OutputColumn<EmbeddedFace, VBuffer<float>>(
                Box,
                new VectorDataViewType(NumberDataViewType.Single, 4),
                static (in found, ref value) => EmbeddedFace.CopyBox(found.Value, ref value)
            ),
            new OutputColumn<EmbeddedFace, float>(
                Confidence,
                NumberDataViewType.Single,
                static (in found, ref value) => value = EmbeddedFace.ConfidenceOf(found.Value)
            ),
            new OutputColumn<EmbeddedFace, int>(
                FacesFound,
                NumberDataViewType.Int32,
                static (in found, ref value) => value = found.Value?.FacesFound ?? 0
            ),
            StatusColumn,
        ];

    public static FaceEmbeddingFeature From(SavedStep step, IReadOnlyList<ModelPackage> models) =>
        new(
            step.Columns,
            new FaceEmbeddingSettings
            {
                Detector = models[0],
                Embedder = models[1],
                Landmarks = models.Count > 2 ? models[2] : null,
                MinConfidence = step.Detection?.MinConfidence,
                MinFaceSize = step.MinFaceSize,
                Limits = step.Limits,
                BadImages = step.BadImages,
            }
        );

    public override PictureFunction<EmbeddedFace> LoadFunction(EngineOptions engine) =>
        new FaceEmbeddingFunction(settings, engine);

    public override IEstimator<ITransformer> Saved(MLContext ml, bool isPath)
    {
        ModelPackage[] models = settings.Landmarks is { } landmarks
            ? [settings.Detector, settings.Embedder, landmarks]
            : [settings.Detector, settings.Embedder];
        return SavedComposition.Of(
            ml,
            SavedStep.From(FaceEmbeddingFactory.Contract, this, models) with
            {
                Detection = new DetectionOptions { MinConfidence = settings.MinConfidence },
                MinFaceSize = settings.MinFaceSize,
            },
            isPath,
            new FaceEmbeddingFactory(),
            new SavedOutput(FaceEmbeddingRow.EmbeddingColumn, Columns.Output, _dimension),
            new SavedOutput(FaceEmbeddingRow.BoxColumn, Box),
            new SavedOutput(FaceEmbeddingRow.ConfidenceColumn, Confidence),
            new SavedOutput(FaceEmbeddingRow.FacesFoundColumn, FacesFound),
            new SavedOutput(SavedColumns.Status, StatusName)
        );
    }
}
