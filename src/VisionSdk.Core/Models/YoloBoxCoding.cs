using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>How a YOLO head codes a box's centre and size.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<YoloBoxCoding>))]
public enum YoloBoxCoding
{
    /// <summary>Centre = cell + σ(t), size = anchor · e^t (YOLOv2 and YOLOv3).</summary>
    [JsonStringEnumMemberName("exponential")]
    Exponential,

    /// <summary>Centre = cell − 0.5 + 2σ(t), size = anchor · (2σ(t))² (YOLOv5).</summary>
    [JsonStringEnumMemberName("quadratic")]
    Quadratic,
}
