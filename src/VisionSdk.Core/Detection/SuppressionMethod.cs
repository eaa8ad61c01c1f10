using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>What happens to a box that overlaps a more confident one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SuppressionMethod>))]
public enum SuppressionMethod
{
    /// <summary>It is dropped when their IoU is above the threshold.</summary>
    [JsonStringEnumMemberName("hard")]
    Hard,

    /// <summary>Its confidence is multiplied by 1 − IoU when the IoU is above the threshold.</summary>
    [JsonStringEnumMemberName("soft-linear")]
    SoftLinear,

    /// <summary>Its confidence is multiplied by e^(−IoU² / σ), whatever the threshold.</summary>
    [JsonStringEnumMemberName("soft-gaussian")]
    SoftGaussian,
}
