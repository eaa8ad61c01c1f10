using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Detection with its columns and its saved form.</summary>
internal sealed class ObjectDetectionFeature(VisionColumns columns, ObjectDetectionSettings settings)
    : VisionFeature<DetectedObjects>(columns, settings)
{
    private string Boxes => $"{Columns.Output}.Boxes";

    private string Confidences => $"{Columns.Output}.Confidences";

    private string ClassIds => $"{Columns.Output}.ClassIds";

    private string Labels => $"{Columns.Output}.Labels";

    public override ImmutableArray<OutputColumn<DetectedObjects>> Outputs =>
        [
            new OutputColumn<DetectedObjects, VBuffer<float>>(
                Boxes,
                new VectorDataViewType(NumberDataViewType.Single),
                static (in found, ref value) => DetectedObjects.CopyBoxes(found.Value, ref value)
            ),
            new OutputColumn<DetectedObjects, VBuffer<float>>(
                Confidences,
                new VectorDataViewType(NumberDataViewType.Single),
                static (in found, ref value) => DetectedObjects.CopyConfidences(found.Value, ref value)
            ),
            new OutputColumn<DetectedObjects, VBuffer<int>>(
                ClassIds,
                new VectorDataViewType(NumberDataViewType.Int32),
                static (in found, ref value) => DetectedObjects.CopyClassIds(found.Value, ref value)
            ),
            new OutputColumn<DetectedObjects, VBuffer<ReadOnlyMemory<char>>>(
                Labels,
                new VectorDataViewType(TextDataViewType.Instance),
                static (in found, ref value) => DetectedObjects.CopyLabels(found.Value, ref value)
            ),
            StatusColumn,
        ];

    public static ObjectDetectionFeature From(SavedStep step, IReadOnlyList<ModelPackage> models) =>
        new(
            step.Columns,
            new ObjectDetectionSettings
            {
                Model = models[0],
                Detection = step.Detection ?? DetectionOptions.Default,
                BatchSize = step.BatchSize,
                Limits = step.Limits,
                BadImages = step.BadImages,
            }
        );

    public override PictureFunction<DetectedObjects> LoadFunction(EngineOptions engine) =>
        new ObjectDetectionFunction(
            new InferenceEngine(settings.Model, engine with { MaxBatch = settings.BatchSize }),
            settings.Detection,
            settings.BatchSize
        );

    public override IEstimator<ITransformer> Saved(MLContext ml, bool isPath) =>
        SavedComposition.Of(
            ml,
            SavedStep.From(ObjectDetectionFactory.Contract, this, settings.Model) with
            {
                Detection = settings.Detection,
                BatchSize = settings.BatchSize,
            },
            isPath,
            new ObjectDetectionFactory(),
            new SavedOutput(ObjectDetectionRow.BoxesColumn, Boxes),
            new SavedOutput(ObjectDetectionRow.ConfidencesColumn, Confidences),
            new SavedOutput(ObjectDetectionRow.ClassIdsColumn, ClassIds),
            new SavedOutput(ObjectDetectionRow.LabelsColumn, Labels),
            new SavedOutput(SavedColumns.Status, StatusName)
        );
}
