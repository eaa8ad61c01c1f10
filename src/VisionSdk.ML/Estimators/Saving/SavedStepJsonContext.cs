using System.Text.Json.Serialization;

namespace VisionSdk.ML;

/// <summary>Reads and writes steps without reflection. What is unknown is refused: it would change results.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SavedStep))]
internal sealed partial class SavedStepJsonContext : JsonSerializerContext;
