namespace VisionSdk;

/// <summary>Makes a verification's result from what the two pictures gave.</summary>
internal static class VerificationResults
{
    public static VerificationResult Create(
        VerificationRule rule,
        FaceReading first,
        FaceReading second,
        Provenance provenance
    )
    {
        var result = new VerificationResult
        {
            Decision = VerificationDecision.Inconclusive,
            Reason = VerificationReason.None,
            ReasonSide = VerificationSide.None,
            Threshold = rule.Threshold,
            InconclusiveThreshold = rule.Band,
            Calibration = rule.Source.Evidence,
            First = Describe(first),
            Second = Describe(second),
            Provenance = provenance,
        };
        return result.First.Status == FaceStatus.Usable && result.Second.Status == FaceStatus.Usable
            ? Compare(result, rule, first.Faces[0].Embedding!, second.Faces[0].Embedding!)
            : Refuse(result);
    }

    private static VerificationResult Compare(
        VerificationResult result,
        VerificationRule rule,
        Embedding first,
        Embedding second
    )
    {
        double distance = first.DistanceTo(second, rule.Metric);
        var decision = rule.Decide(distance);
        var near = decision == VerificationDecision.Inconclusive;
        return result with
        {
            Decision = decision,
            Reason = near ? VerificationReason.NearThreshold : VerificationReason.None,
            ReasonSide = near ? VerificationSide.Both : VerificationSide.None,
            Distance = distance,
            CosineSimilarity = first.CosineSimilarityTo(second),
            MatchProbability = rule.Source.ProbabilityAt(distance),
        };
    }

    private static VerificationResult Refuse(VerificationResult result)
    {
        var (first, second) = (result.First.Status, result.Second.Status);
        var side =
            first == second ? VerificationSide.Both
            : first != FaceStatus.Usable ? VerificationSide.First
            : VerificationSide.Second;
        return result with { Reason = ReasonOf(first != FaceStatus.Usable ? first : second), ReasonSide = side };
    }

    public static VerificationReason ReasonOf(FaceStatus status) =>
        status switch
        {
            FaceStatus.NoFace => VerificationReason.NoFace,
            FaceStatus.SeveralFaces => VerificationReason.SeveralFaces,
            FaceStatus.FaceTooSmall => VerificationReason.FaceTooSmall,
            FaceStatus.FaceUnusable => VerificationReason.FaceUnusable,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a reason."),
        };

    public static VerifiedFace Describe(FaceReading reading) =>
        new()
        {
            Status =
                reading.Status == FaceStatus.Usable && reading.Faces is [{ Embedding: null }, ..]
                    ? FaceStatus.FaceUnusable
                    : reading.Status,
            FacesFound = reading.FacesFound,
            Box = reading.MostProminent?.Box,
            Confidence = reading.MostProminent?.Confidence,
            ImageSize = reading.ImageSize,
        };
}
