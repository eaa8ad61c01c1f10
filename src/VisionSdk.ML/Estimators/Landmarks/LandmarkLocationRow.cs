using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>The columns of the saved mapping.</summary>
internal sealed class LandmarkLocationRow
{
    public const string PointsColumn = "VisionSdk.Points";
    public const string ConfidencesColumn = "VisionSdk.Confidences";

    [ColumnName(PointsColumn)]
    public VBuffer<float> Points { get; set; }

    [ColumnName(ConfidencesColumn)]
    public VBuffer<float> Confidences { get; set; }

    [ColumnName(SavedColumns.Status)]
    public ReadOnlyMemory<char> Status { get; set; }

    public void Fill(Computed<LocatedLandmarks> located, int count)
    {
        var (points, confidences) = (Points, Confidences);
        LocatedLandmarks.CopyPoints(located.Value, count, ref points);
        LocatedLandmarks.CopyConfidences(located.Value, count, ref confidences);
        (Points, Confidences) = (points, confidences);
        Status = Values.Text(located.Status);
    }
}
