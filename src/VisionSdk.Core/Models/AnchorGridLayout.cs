using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>In which order a head of anchors lists its values; k = x, y, w, h, objectness, classes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnchorGridLayout>))]
public enum AnchorGridLayout
{
    /// <summary><c>[A·(5+C), H, W]</c> or <c>[A, 5+C, H, W]</c>: the convolution's own output (Darknet, ONNX of PyTorch).</summary>
    [JsonStringEnumMemberName("channels-first")]
    ChannelsFirst,

    /// <summary><c>[H, W, A·(5+C)]</c> or <c>[H, W, A, 5+C]</c>: graphs that come from Keras or TensorFlow.</summary>
    [JsonStringEnumMemberName("channels-last")]
    ChannelsLast,

    /// <summary><c>[A, H, W, 5+C]</c>: what Ultralytics' YOLOv5 returns while it trains, and exports of its raw heads.</summary>
    [JsonStringEnumMemberName("anchors-first")]
    AnchorsFirst,
}
