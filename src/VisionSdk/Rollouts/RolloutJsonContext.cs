using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>What a rollout keeps in the store as text.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RolloutRules))]
internal sealed partial class RolloutJsonContext : JsonSerializerContext;
