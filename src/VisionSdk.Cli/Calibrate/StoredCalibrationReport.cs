using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>An event in the history of a space's thresholds, for programs.</summary>
internal sealed record StoredCalibrationReport(
    long Id,
    string Space,
    string Model,
    bool IsWithdrawal,
    CalibrationSource? Source,
    string? DataSet,
    long? GenuinePairs,
    long? ImpostorPairs,
    IReadOnlyList<DecisionThreshold>? Thresholds,
    MatchProbabilityModel? Probability,
    double? ExpectedCalibrationError,
    DateTimeOffset CreatedAt,
    string Actor,
    string? Reason,
    string Digest
)
{
    public static StoredCalibrationReport From(StoredCalibration stored) =>
        new(
            stored.Id,
            stored.Space.Value,
            $"{stored.ModelId}@{stored.ModelVersion}",
            stored.Calibration is null,
            stored.Calibration?.Source,
            stored.Calibration?.DataSet,
            stored.Calibration?.GenuinePairs,
            stored.Calibration?.ImpostorPairs,
            stored.Calibration?.Thresholds,
            stored.Calibration?.Probability,
            stored.Calibration?.Reliability?.ExpectedCalibrationError,
            stored.CreatedAt,
            stored.Actor,
            stored.Reason,
            stored.Digest
        );
}
