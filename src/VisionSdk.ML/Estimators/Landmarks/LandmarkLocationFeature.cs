using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Landmark location with its columns and its saved form.</summary>
internal sealed class LandmarkLocationFeature(VisionColumns columns, LandmarkLocationSettings settings)
    : VisionFeature<LocatedLandmarks>(columns, settings)
{
    private readonly int _count = ((KeypointSettings)settings.Model.Manifest.Output).Count;

    private string Points => $"{Columns.Output}.Points";

    private string Confidences => $"{Columns.Output}.Confidences";

    public override int VectorLength => _count;

    public override ImmutableArray<OutputColumn<LocatedLandmarks>> Outputs =>
        [
            new OutputColumn<LocatedLandmarks, VBuffer<float>>(
                Points,
                new VectorDataViewType(NumberDataViewType.Single, 2 * _count),
                (in located, ref value) => LocatedLandmarks.CopyPoints(located.Value, _count, ref value)
            ),
            new OutputColumn<LocatedLandmarks, VBuffer<float>>(
                Confidences,
                new VectorDataViewType(NumberDataViewType.Single, _count),
                (in located, ref value) => LocatedLandmarks.CopyConfidences(located.Value, _count, ref value)
            ),
            StatusColumn,
        ];

    public static LandmarkLocationFeature From(SavedStep step, IReadOnlyList<ModelPackage> models) =>
        new(
            step.Columns,
            new LandmarkLocationSettings
            {
                Model = models[0],
                BoxColumnName = step.Columns.Box,
                BatchSize = step.BatchSize,
                Limits = step.Limits,
                BadImages = step.BadImages,
            }
        );

    public override PictureFunction<LocatedLandmarks> LoadFunction(EngineOptions engine) =>
        new LandmarkLocationFunction(
            new InferenceEngine(settings.Model, engine with { MaxBatch = settings.BatchSize }),
            Columns.Box is not null,
            settings.BatchSize
        );

    public override IEstimator<ITransformer> Saved(MLContext ml, bool isPath) =>
        SavedComposition.Of(
            ml,
            SavedStep.From(LandmarkLocationFactory.Contract, this, settings.Model) with
            {
                BatchSize = settings.BatchSize,
            },
            isPath,
            new LandmarkLocationFactory(),
            new SavedOutput(LandmarkLocationRow.PointsColumn, Points, 2 * _count),
            new SavedOutput(LandmarkLocationRow.ConfidencesColumn, Confidences, _count),
            new SavedOutput(SavedColumns.Status, StatusName)
        );
}
