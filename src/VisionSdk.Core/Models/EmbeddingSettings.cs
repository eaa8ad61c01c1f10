using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>What the vectors of an embedding model mean.</summary>
public sealed record EmbeddingSettings
{
    /// <summary>Number of values.</summary>
    public required int Dimension { get; init; }

    /// <summary>Whether vectors are scaled to unit length before they are returned and stored.</summary>
    public bool UnitLength { get; init; } = true;

    /// <summary>How two vectors are compared.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Cosine;

    /// <summary>How the picture is cut for the network.</summary>
    public required FaceAligner Aligner { get; init; }

    /// <summary>Padding of the aligned chip around the mean face, as a fraction of the face on each side; used by aligners with a template.</summary>
    public float ChipPadding { get; init; }
}

/// <summary>How two embeddings are compared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DistanceMetric>))]
public enum DistanceMetric
{
    /// <summary>Cosine distance, 1 − cosine similarity: 0 (same direction) to 2 (opposite); lower is nearer.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>Euclidean distance: 0 (equal) upwards; lower is nearer.</summary>
    [JsonStringEnumMemberName("euclidean")]
    Euclidean,
}

/// <summary>How an object is cut out of the picture before it is embedded.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaceAligner>))]
public enum FaceAligner
{
    /// <summary>The whole picture or the caller's box, fitted by the input's resize rule.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The detector's box, enlarged by the input's region scale.</summary>
    [JsonStringEnumMemberName("box")]
    Box,

    /// <summary>A least-squares similarity transform of 68 landmarks on dlib's mean face, "face chip".</summary>
    [JsonStringEnumMemberName("dlib-68")]
    Dlib68,

    /// <summary>A least-squares similarity transform of five points (eyes, nose, mouth corners) on the ArcFace 112x112 template.</summary>
    [JsonStringEnumMemberName("arcface-5")]
    ArcFace5,
}
