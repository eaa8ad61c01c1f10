using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>The columns of the saved mapping.</summary>
internal sealed class ObjectDetectionRow
{
    public const string BoxesColumn = "VisionSdk.Boxes";
    public const string ConfidencesColumn = "VisionSdk.Confidences";
    public const string ClassIdsColumn = "VisionSdk.ClassIds";
    public const string LabelsColumn = "VisionSdk.Labels";

    [ColumnName(BoxesColumn)]
    public VBuffer<float> Boxes { get; set; }

    [ColumnName(ConfidencesColumn)]
    public VBuffer<float> Confidences { get; set; }

    [ColumnName(ClassIdsColumn)]
    public VBuffer<int> ClassIds { get; set; }

    [ColumnName(LabelsColumn)]
    public VBuffer<ReadOnlyMemory<char>> Labels { get; set; }

    [ColumnName(SavedColumns.Status)]
    public ReadOnlyMemory<char> Status { get; set; }

    public void Fill(Computed<DetectedObjects> found)
    {
        var (boxes, confidences, classIds, labels) = (Boxes, Confidences, ClassIds, Labels);
        DetectedObjects.CopyBoxes(found.Value, ref boxes);
        DetectedObjects.CopyConfidences(found.Value, ref confidences);
        DetectedObjects.CopyClassIds(found.Value, ref classIds);
        DetectedObjects.CopyLabels(found.Value, ref labels);
        (Boxes, Confidences, ClassIds, Labels) = (boxes, confidences, classIds, labels);
        Status = Values.Text(found.Status);
    }
}
