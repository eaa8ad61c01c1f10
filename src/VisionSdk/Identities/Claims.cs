using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Compares a picture with the one identity that it claims to show, and remembers when it does not.</summary>
internal sealed class Claims(
    ProbeReader reader,
    StoreSource stores,
    ReferenceMaker references,
    VisionSdkOptions options
)
{
    public async Task<ClaimResult> VerifyAsync(
        IdentityKey key,
        ImageSource image,
        ClaimOptions claim,
        CancellationToken cancellationToken,
        ProbeTap? tap = null
    )
    {
        var profile = reader.Profile(claim.Profile);
        var request = claim.ToRequest(options);
        request = tap?.Apply(request) ?? request;
        var identity = await stores
            .CallAsync(
                "find an identity",
                (store, token) => IdentityFinder.RequireAsync(store, key, claim.Tenant, claim.Profile, token),
                cancellationToken
            )
            .ConfigureAwait(false);
        var probe = await reader
            .ReadAsync(
                "verify",
                image,
                claim.Profile,
                request,
                cancellationToken,
                tap?.Generation,
                FallbackScope.Gallery
            )
            .ConfigureAwait(false);
        var thresholds = await reader.ThresholdsAsync(probe, cancellationToken).ConfigureAwait(false);
        tap?.Take(probe);
        var rule = profile.MaxDistance is null
            ? VerificationRule.Create(
                thresholds,
                claim.FalseMatchRate ?? options.FalseMatchRate,
                claim.InconclusiveFalseMatchRate ?? options.InconclusiveFalseMatchRate
            )
            : null;
        var result = new ClaimResult
        {
            Decision = VerificationDecision.Inconclusive,
            Reason = VerificationReason.None,
            IdentityId = identity.Id,
            References = identity.References,
            MaxDistance = profile.MaxDistance ?? rule!.Threshold.Distance,
            Threshold = rule?.Threshold,
            InconclusiveThreshold = rule?.Band,
            Calibration = rule?.Source.Evidence,
            Face = probe.Face,
            Provenance = probe.Provenance,
        };
        if (probe.Embedding is not { } embedding)
        {
            return result with { Reason = VerificationResults.ReasonOf(result.Face.Status) };
        }

        var found = await stores
            .CallAsync(
                "search",
                (store, token) =>
                    store.SearchAsync(
                        new GalleryScope(claim.Tenant, claim.Profile),
                        embedding,
                        new GallerySearchOptions
                        {
                            MaxCandidates = 1,
                            Only = new HashSet<Guid> { identity.Id },
                        },
                        token
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return Decide(result, found, rule, thresholds);
    }

    public async Task<RejectionResult> RejectAsync(
        IdentityKey key,
        ImageSource image,
        RejectionOptions rejection,
        CancellationToken cancellationToken
    )
    {
        _ = reader.Profile(rejection.Profile);
        var request = rejection.ToRequest(options) with { WithCrops = options.Store.KeepCrops };
        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        var identity = await IdentityFinder
            .RequireAsync(store, key, rejection.Tenant, rejection.Profile, cancellationToken)
            .ConfigureAwait(false);
        var probe = await reader
            .ReadAsync("reject", image, rejection.Profile, request, cancellationToken)
            .ConfigureAwait(false);
        if (probe.Embedding is not null)
        {
            var source = new ReferenceSource(new EnrolmentPicture(image, request.Choice.Near), request, probe);
            var made = await references
                .MakeAsync(store, rejection.Profile, [source], isCounterexample: true, cancellationToken)
                .ConfigureAwait(false);
            var enrolment = new Enrolment
            {
                Tenant = rejection.Tenant,
                Profile = rejection.Profile,
                IdentityId = identity.Id,
                Mode = EnrolmentMode.Add,
                Actor = rejection.Actor,
                References = made,
            };
            await stores
                .CallAsync("reject", (opened, token) => opened.EnrollAsync(enrolment, token), cancellationToken)
                .ConfigureAwait(false);
        }

        return new RejectionResult
        {
            IsStored = probe.Embedding is not null,
            IdentityId = identity.Id,
            Face = probe.Face,
            Provenance = probe.Provenance,
        };
    }

    private static ClaimResult Decide(
        ClaimResult result,
        GallerySearchResult found,
        VerificationRule? rule,
        EmbedderThresholds thresholds
    )
    {
        if (found.Candidates is not [var nearest, ..])
        {
            return found.Refuted.IsEmpty
                ? result with
                {
                    Reason = VerificationReason.NoReference,
                }
                : result with
                {
                    Decision = VerificationDecision.NoMatch,
                    Reason = VerificationReason.Rejected,
                };
        }

        var decision =
            rule is not null ? rule.Decide(nearest.Distance)
            : nearest.Distance <= result.MaxDistance ? VerificationDecision.Match
            : VerificationDecision.NoMatch;
        return result with
        {
            Decision = decision,
            Reason =
                decision == VerificationDecision.Inconclusive
                    ? VerificationReason.NearThreshold
                    : VerificationReason.None,
            Distance = nearest.Distance,
            MatchProbability = thresholds.ProbabilityAt(nearest.Distance),
            ReferenceId = nearest.EmbeddingId,
            IsBridged = found.Bridged.Contains(nearest.EmbeddingId),
        };
    }
}
