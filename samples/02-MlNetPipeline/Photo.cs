using Microsoft.ML.Data;

namespace MlNetPipeline;

/// <summary>A row with the path of a photograph.</summary>
internal class Photo
{
    public string Name { get; set; } = "";

    public string Path { get; set; } = "";

    public static string Folder { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "photos");

    public static IReadOnlyList<Photo> All() =>
        [
            .. Directory
                .GetFiles(Folder, "sample*.jpg")
                .Order(StringComparer.Ordinal)
                .Select(static path => new Photo { Name = System.IO.Path.GetFileName(path), Path = path }),
        ];
}

/// <summary>The same row after the pipeline: columns are named after the estimators' output names.</summary>
internal sealed class SeenPhoto : Photo
{
    [ColumnName("Objects.Labels")]
    public string[] Labels { get; set; } = [];

    [ColumnName("Face.FacesFound")]
    public int FacesFound { get; set; }

    [ColumnName("Face.Confidence")]
    public float FaceConfidence { get; set; }
}
