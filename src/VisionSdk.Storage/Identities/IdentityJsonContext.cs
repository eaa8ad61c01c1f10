using System.Text.Json.Serialization;

namespace VisionSdk.Storage;

[JsonSerializable(typeof(IdentityDetails))]
internal sealed partial class IdentityJsonContext : JsonSerializerContext;
