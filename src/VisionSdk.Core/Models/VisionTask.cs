using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>What a model is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisionTask>))]
public enum VisionTask
{
    /// <summary>Boxes with classes.</summary>
    [JsonStringEnumMemberName("detection")]
    Detection,

    /// <summary>A fixed number of keypoints of one object: facial landmarks, a face mesh, a body pose.</summary>
    [JsonStringEnumMemberName("keypoints")]
    Keypoints,

    /// <summary>A vector per picture, near for the same identity and far for different ones.</summary>
    [JsonStringEnumMemberName("embedding")]
    Embedding,

    /// <summary>A probability per class.</summary>
    [JsonStringEnumMemberName("classification")]
    Classification,

    /// <summary>A picture from a picture.</summary>
    [JsonStringEnumMemberName("image-to-image")]
    ImageToImage,
}
