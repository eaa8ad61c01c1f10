using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>How a heat map's peak becomes a box.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CenterHeatmapCoding>))]
public enum CenterHeatmapCoding
{
    /// <summary>One tensor: distances from the peak cell's top left corner to left, top, right, bottom, in input pixels.</summary>
    [JsonStringEnumMemberName("sides")]
    Sides,

    /// <summary>Two tensors: width and height in cells, then where in the cell the centre lies, x and y in cells (the paper's own heads).</summary>
    [JsonStringEnumMemberName("size-and-offset")]
    SizeAndOffset,
}
