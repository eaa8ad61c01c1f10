using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>How reports of a move are written into the store.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MigrationGateReport))]
[JsonSerializable(typeof(MigrationBridgeReport))]
internal sealed partial class MigrationJsonContext : JsonSerializerContext;
