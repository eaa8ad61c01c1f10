using System.Text.Json.Serialization;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>Every document that <c>--json</c> prints.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(DetectReport))]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(IReadOnlyList<ModelSummary>))]
[JsonSerializable(typeof(ModelInitReport))]
[JsonSerializable(typeof(ModelDoctorReport))]
[JsonSerializable(typeof(EvalVerifyReport))]
[JsonSerializable(typeof(EvalDetectReport))]
[JsonSerializable(typeof(EvalIdentifyReport))]
[JsonSerializable(typeof(EnrollReport))]
[JsonSerializable(typeof(IReadOnlyList<IdentifyReport>))]
[JsonSerializable(typeof(IdentityReport))]
[JsonSerializable(typeof(IdentityPageReport))]
[JsonSerializable(typeof(ErasureReceipt))]
[JsonSerializable(typeof(PurgeSummary))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(DbReport))]
[JsonSerializable(typeof(VersionReport))]
[JsonSerializable(typeof(IReadOnlyList<VersionReport>))]
[JsonSerializable(typeof(ActivationReport))]
[JsonSerializable(typeof(IReadOnlyList<ActivationReport>))]
[JsonSerializable(typeof(MigrateReport))]
[JsonSerializable(typeof(IReadOnlyList<ReenrolmentCandidate>), TypeInfoPropertyName = "Reenrolments")]
[JsonSerializable(typeof(AnchorSetReport))]
[JsonSerializable(typeof(IReadOnlyList<AnchorSetReport>))]
[JsonSerializable(typeof(CalibrateReport))]
[JsonSerializable(typeof(StoredCalibrationReport))]
[JsonSerializable(typeof(IReadOnlyList<StoredCalibrationReport>))]
[JsonSerializable(typeof(RolloutSummary))]
[JsonSerializable(typeof(IReadOnlyList<RolloutSummary>))]
[JsonSerializable(typeof(RolloutDocument))]
[JsonSerializable(typeof(ReplayReport))]
[JsonSerializable(typeof(IReadOnlyList<DecisionThreshold>), TypeInfoPropertyName = "Thresholds")]
internal sealed partial class CliJsonContext : JsonSerializerContext;
