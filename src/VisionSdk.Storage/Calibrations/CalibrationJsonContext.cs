using System.Text.Json.Serialization;

namespace VisionSdk.Storage;

[JsonSerializable(typeof(ReliabilityReport))]
internal sealed partial class CalibrationJsonContext : JsonSerializerContext;
