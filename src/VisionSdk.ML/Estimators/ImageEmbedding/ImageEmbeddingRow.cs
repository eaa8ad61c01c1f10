using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>The columns of the saved mapping.</summary>
internal sealed class ImageEmbeddingRow
{
    public const string EmbeddingColumn = "VisionSdk.Embedding";

    [ColumnName(EmbeddingColumn)]
    public VBuffer<float> Embedding { get; set; }

    [ColumnName(SavedColumns.Status)]
    public ReadOnlyMemory<char> Status { get; set; }

    public void Fill(Computed<EmbeddedImage> embedded, int dimension)
    {
        var embedding = Embedding;
        Values.CopyOrNaN(embedded.Value is { } found ? found.Embedding.Values.AsSpan() : [], dimension, ref embedding);
        Embedding = embedding;
        Status = Values.Text(embedded.Status);
    }
}
