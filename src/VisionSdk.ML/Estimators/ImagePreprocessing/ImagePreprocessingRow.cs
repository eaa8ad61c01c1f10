using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>The columns of the saved mapping.</summary>
internal sealed class ImagePreprocessingRow
{
    public const string TensorColumn = "VisionSdk.Tensor";
    public const string PlacementColumn = "VisionSdk.Placement";

    [ColumnName(TensorColumn)]
    public VBuffer<float> Tensor { get; set; }

    [ColumnName(PlacementColumn), VectorType(4)]
    public VBuffer<float> Placement { get; set; }

    [ColumnName(SavedColumns.Status)]
    public ReadOnlyMemory<char> Status { get; set; }

    public void Fill(Computed<PreprocessedImage> row, int length)
    {
        var (tensor, placement) = (Tensor, Placement);
        ImagePreprocessingFeature.CopyTensor(row.Value, length, ref tensor);
        ImagePreprocessingFeature.CopyPlacement(row.Value, ref placement);
        (Tensor, Placement) = (tensor, placement);
        Status = Values.Text(row.Status);
    }
}
