namespace VisionSdk.Cli;

/// <summary>One picture of what <c>vision identify --json</c> prints.</summary>
internal sealed record IdentifyReport(
    string File,
    IdentificationDecision Decision,
    VerificationReason Reason,
    IReadOnlyList<CandidateReport> Candidates,
    float? NearestDistance,
    double MaxDistance,
    double? ExpectedFalsePositiveRate,
    bool? MeetsRequestedRate,
    int GalleryIdentities,
    int GalleryReferences,
    int Compared,
    BoxReport? Box,
    CalibrationEvidence? Calibration,
    IReadOnlyList<ModelUseReport> Models
)
{
    public static IdentifyReport From(string file, IdentificationResult result) =>
        new(
            file,
            result.Decision,
            result.Reason,
            [.. result.Candidates.Select(CandidateReport.From)],
            result.NearestDistance,
            result.MaxDistance,
            result.ExpectedFalsePositiveRate,
            result.MeetsRequestedRate,
            result.GalleryIdentities,
            result.GalleryReferences,
            result.Compared,
            BoxReport.From(result.Face.Box),
            result.Calibration,
            ModelUseReport.From(result.Provenance)
        );
}

/// <summary>One candidate of it.</summary>
internal sealed record CandidateReport(
    Guid IdentityId,
    string? Key,
    string? Name,
    float Distance,
    double? MatchProbability
)
{
    public static CandidateReport From(IdentifiedCandidate candidate) =>
        new(
            candidate.Identity.Id,
            candidate.Identity.ExternalKey,
            candidate.Identity.DisplayName,
            candidate.Distance,
            candidate.MatchProbability
        );
}
