using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>How raw scores become confidences.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScoreActivation>))]
public enum ScoreActivation
{
    /// <summary>The graph's outputs are probabilities already.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The logistic function of each value.</summary>
    [JsonStringEnumMemberName("sigmoid")]
    Sigmoid,

    /// <summary>Soft-max over the classes.</summary>
    [JsonStringEnumMemberName("softmax")]
    Softmax,
}
