using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Finds out who is in a picture, in an open set.</summary>
internal sealed class Identifier(
    ProbeReader reader,
    StoreSource stores,
    VisionSdkOptions options,
    VisionTelemetry? telemetry
)
{
    public async Task<IdentificationResult> IdentifyAsync(
        ImageSource image,
        IdentifyOptions identify,
        CancellationToken cancellationToken,
        ProbeTap? tap = null
    )
    {
        var profile = reader.Profile(identify.Profile);
        var request = identify.ToRequest(options);
        request = tap?.Apply(request) ?? request;
        _ = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        var probe = await reader
            .ReadAsync(
                "identify",
                image,
                identify.Profile,
                request,
                cancellationToken,
                tap?.Generation,
                FallbackScope.Gallery
            )
            .ConfigureAwait(false);
        tap?.Take(probe);
        var found = probe.Embedding is { } embedding
            ? await stores
                .CallAsync(
                    "search",
                    (store, token) =>
                        store.SearchAsync(
                            new GalleryScope(identify.Tenant, identify.Profile),
                            embedding,
                            new GallerySearchOptions
                            {
                                MaxCandidates = identify.MaxCandidates,
                                RequiredTags = identify.RequiredTags,
                                Precision = identify.Precision,
                            },
                            token
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false)
            : new GallerySearchResult([], Identities: 0, Embeddings: 0, Epoch: 0);
        var thresholds = await reader.ThresholdsAsync(probe, cancellationToken).ConfigureAwait(false);
        var rule = IdentificationRule.Create(
            profile,
            thresholds,
            found.Compared,
            identify.FalsePositiveRate ?? options.FalsePositiveRate
        );
        var candidates = await stores
            .CallAsync(
                "read identities",
                (store, token) => DescribeAsync(store, identify.Tenant, found, rule, token),
                cancellationToken
            )
            .ConfigureAwait(false);
        var decision =
            probe.Embedding is null ? IdentificationDecision.Inconclusive
            : candidates.IsEmpty ? IdentificationDecision.Unknown
            : IdentificationDecision.Known;
        telemetry?.Decided(identify.Profile, decision);
        return new IdentificationResult
        {
            Decision = decision,
            Reason =
                decision == IdentificationDecision.Inconclusive
                    ? VerificationResults.ReasonOf(probe.Face.Status)
                    : VerificationReason.None,
            Candidates = candidates,
            NearestDistance = found.Candidates is [var nearest, ..] ? nearest.Distance : null,
            MaxDistance = rule.MaxDistance,
            Threshold = rule.Threshold,
            Calibration = rule.Threshold is null ? null : rule.Source.Evidence,
            ExpectedFalsePositiveRate = rule.ExpectedFalsePositiveRate,
            MeetsRequestedRate = rule.MeetsRequestedRate,
            GalleryIdentities = found.Identities,
            GalleryReferences = found.Embeddings,
            Compared = found.Compared,
            Face = probe.Face,
            Provenance = probe.Provenance,
        };
    }

    private static async Task<ImmutableArray<IdentifiedCandidate>> DescribeAsync(
        VisionStore store,
        string tenant,
        GallerySearchResult found,
        IdentificationRule rule,
        CancellationToken cancellationToken
    )
    {
        var candidates = ImmutableArray.CreateBuilder<IdentifiedCandidate>();
        foreach (var candidate in found.Candidates.Where(candidate => candidate.Distance <= rule.MaxDistance))
        {
            // One that has been erased since the search is no candidate any more.
            var identity = await store
                .FindIdentityAsync(tenant, candidate.IdentityId, cancellationToken)
                .ConfigureAwait(false);
            if (identity is not null)
            {
                candidates.Add(
                    new IdentifiedCandidate(identity, candidate.EmbeddingId, candidate.Distance)
                    {
                        MatchProbability = rule.Source.ProbabilityAt(candidate.Distance),
                        IsBridged = found.Bridged.Contains(candidate.EmbeddingId),
                    }
                );
            }
        }

        return candidates.ToImmutable();
    }
}
