namespace VisionSdk.Cli;

/// <summary>What <c>vision calibrate --json</c> prints. Shares are in [0, 1], intervals are two-sided 95 % Clopper-Pearson.</summary>
internal sealed record CalibrateReport(
    CalibrationSource Source,
    string DataSet,
    string Space,
    long GenuinePairs,
    long ImpostorPairs,
    long Uncompared,
    int? References,
    long? GalleryReferences,
    IReadOnlyList<CalibratedThresholdReport> Thresholds,
    IReadOnlyList<RefusedRate> Refused,
    MatchProbabilityModel? Probability,
    string? ProbabilityRefusal,
    ReliabilityReport? Reliability,
    StoredCalibrationReport? Stored,
    ModelUseReport Model
)
{
    public static CalibrateReport From(CalibrationReport report) =>
        new(
            report.Calibration.Source,
            report.Calibration.DataSet,
            report.Calibration.Space.Value,
            report.Calibration.GenuinePairs,
            report.Calibration.ImpostorPairs,
            report.Uncompared,
            report.References,
            report.GalleryReferences,
            [
                .. report.Calibration.Thresholds.Select(threshold =>
                    CalibratedThresholdReport.From(report.Calibration, threshold)
                ),
            ],
            report.Refused,
            report.Calibration.Probability,
            report.ProbabilityRefusal,
            report.Calibration.Reliability,
            Stored: null,
            ModelUseReport.From(report.Embedder)
        );
}
