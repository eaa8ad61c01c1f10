using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>How a prior-box head codes a box.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PriorBoxCoding>))]
public enum PriorBoxCoding
{
    /// <summary>Centre = prior centre + t · variance · prior size, size = prior size · e^(t · variance) (SSD, RetinaNet).</summary>
    [JsonStringEnumMemberName("center-size")]
    CenterSize,

    /// <summary>Centre = prior centre + t, size = t, in input pixels (BlazeFace).</summary>
    [JsonStringEnumMemberName("center-offset")]
    CenterOffset,

    /// <summary>Corners left, top, right, bottom as fractions of the input, already decoded (UltraFace).</summary>
    [JsonStringEnumMemberName("corners")]
    Corners,
}
