using System.Text.Json.Serialization;

namespace VisionSdk.Storage;

[JsonSerializable(typeof(string))]
internal sealed partial class AuditJsonContext : JsonSerializerContext;
