using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>How a picture is fitted to a network's input.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResizeMode>))]
public enum ResizeMode
{
    /// <summary>Keep the aspect ratio and pad the rest.</summary>
    [JsonStringEnumMemberName("letterbox")]
    Letterbox,

    /// <summary>Change the aspect ratio.</summary>
    [JsonStringEnumMemberName("stretch")]
    Stretch,

    /// <summary>Keep the aspect ratio, fill the input and cut what sticks out, centred.</summary>
    [JsonStringEnumMemberName("crop")]
    Crop,
}

/// <summary>Where the padding of a letterbox goes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaddingPosition>))]
public enum PaddingPosition
{
    /// <summary>Half of it on either side.</summary>
    [JsonStringEnumMemberName("center")]
    Center,

    /// <summary>All of it at the right and the bottom: the picture sits at the top left.</summary>
    [JsonStringEnumMemberName("right-bottom")]
    RightBottom,
}
