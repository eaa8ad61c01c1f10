namespace VisionSdk.Cli;

/// <summary>What <c>vision verify --json</c> prints.</summary>
internal sealed record VerifyReport(
    VerificationDecision Decision,
    VerificationReason Reason,
    VerificationSide ReasonSide,
    double? Distance,
    double? CosineSimilarity,
    DecisionThreshold Threshold,
    DecisionThreshold? InconclusiveThreshold,
    double? MatchProbability,
    CalibrationEvidence? Calibration,
    VerifiedPicture First,
    VerifiedPicture Second,
    double ElapsedMilliseconds,
    IReadOnlyList<ModelUseReport> Models
)
{
    public static VerifyReport From(string first, string second, VerificationResult result) =>
        new(
            result.Decision,
            result.Reason,
            result.ReasonSide,
            result.Distance,
            result.CosineSimilarity,
            result.Threshold,
            result.InconclusiveThreshold,
            result.MatchProbability,
            result.Calibration,
            VerifiedPicture.From(first, result.First),
            VerifiedPicture.From(second, result.Second),
            Math.Round(result.Provenance.Elapsed.TotalMilliseconds, 1),
            ModelUseReport.From(result.Provenance)
        );
}

/// <summary>What one of the two pictures gave.</summary>
internal sealed record VerifiedPicture(
    string File,
    FaceStatus Status,
    int FacesFound,
    BoxReport? Box,
    float? Confidence
)
{
    public static VerifiedPicture From(string file, VerifiedFace face) =>
        new(file, face.Status, face.FacesFound, BoxReport.From(face.Box), face.Confidence);
}
