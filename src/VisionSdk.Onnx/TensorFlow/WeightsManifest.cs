using System.Text.Json.Serialization;

namespace VisionSdk.Onnx;

/// <summary>One group of a TensorFlow.js weights manifest: the weights lie one after another, without gaps, in the concatenated files.</summary>
internal sealed record WeightsManifestGroup(
    [property: JsonPropertyName("paths"), JsonRequired] string[] Paths,
    [property: JsonPropertyName("weights"), JsonRequired] WeightsManifestEntry[] Weights
);

internal sealed record WeightsManifestEntry(
    [property: JsonPropertyName("name"), JsonRequired] string Name,
    [property: JsonPropertyName("shape"), JsonRequired] long[] Shape,
    [property: JsonPropertyName("dtype"), JsonRequired] string ElementType,
    [property: JsonPropertyName("quantization")] WeightsManifestQuantization? Quantization
);

internal sealed record WeightsManifestQuantization(
    [property: JsonPropertyName("dtype"), JsonRequired] string ElementType,
    [property: JsonPropertyName("scale")] double Scale = 1,
    [property: JsonPropertyName("min")] double Minimum = 0
);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WeightsManifestGroup[]))]
internal sealed partial class WeightsManifestContext : JsonSerializerContext;
