using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>The columns of the saved mapping.</summary>
internal sealed class FaceEmbeddingRow
{
    public const string EmbeddingColumn = "VisionSdk.Embedding";
    public const string BoxColumn = "VisionSdk.FaceBox";
    public const string ConfidenceColumn = "VisionSdk.Confidence";
    public const string FacesFoundColumn = "VisionSdk.FacesFound";

    [ColumnName(EmbeddingColumn)]
    public VBuffer<float> Embedding { get; set; }

    [ColumnName(BoxColumn), VectorType(4)]
    public VBuffer<float> Box { get; set; }

    [ColumnName(ConfidenceColumn)]
    public float Confidence { get; set; }

    [ColumnName(FacesFoundColumn)]
    public int FacesFound { get; set; }

    [ColumnName(SavedColumns.Status)]
    public ReadOnlyMemory<char> Status { get; set; }

    public void Fill(Computed<EmbeddedFace> found, int dimension)
    {
        var (embedding, box) = (Embedding, Box);
        EmbeddedFace.CopyEmbedding(found.Value, dimension, ref embedding);
        EmbeddedFace.CopyBox(found.Value, ref box);
        (Embedding, Box) = (embedding, box);
        Confidence = EmbeddedFace.ConfidenceOf(found.Value);
        FacesFound = found.Value?.FacesFound ?? 0;
        Status = Values.Text(found.Status);
    }
}
