using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>What speaks against a picture because of who is enrolled already.</summary>
internal sealed class IdentityCheck(
    ProbeReader reader,
    VisionStore store,
    GalleryScope scope,
    RecognitionProfile profile,
    VisionSdkOptions options,
    EnrolmentChecks wanted
)
{
    /// <summary>Compares the pictures with the identity's references, or with each other where it has none, and with all others.</summary>
    /// <param name="drafts">The pictures; reasons are added to them.</param>
    /// <param name="identity">The identity; <see langword="null"/> when it is new.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task JudgeAsync(
        IReadOnlyList<EnrolmentDraft> drafts,
        Guid? identity,
        CancellationToken cancellationToken
    )
    {
        var open = drafts.Where(static draft => draft.IsAccepted).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var thresholds = await reader.ThresholdsAsync(open[0].Probe, cancellationToken).ConfigureAwait(false);
        if (wanted.HasFlag(EnrolmentChecks.DoesNotFit))
        {
            await JudgeFitAsync(open, identity, thresholds, cancellationToken).ConfigureAwait(false);
        }

        if (wanted.HasFlag(EnrolmentChecks.AnotherIdentity))
        {
            await JudgeOthersAsync(open, identity, thresholds, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task JudgeFitAsync(
        List<EnrolmentDraft> drafts,
        Guid? identity,
        EmbedderThresholds thresholds,
        CancellationToken cancellationToken
    )
    {
        var limit = FitDistance(thresholds);
        var isCompared = false;
        if (identity is { } id)
        {
            foreach (var draft in drafts)
            {
                var found = await store
                    .SearchAsync(
                        scope,
                        draft.Probe.Embedding!,
                        new GallerySearchOptions
                        {
                            MaxCandidates = 1,
                            Only = new HashSet<Guid> { id },
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (found is { Candidates: [var own, ..] })
                {
                    isCompared = true;
                    Compare(draft, own.Distance, limit);
                }
                else if (!found.Refuted.IsEmpty)
                {
                    isCompared = true;
                    draft.Reasons |= EnrolmentChecks.DoesNotFit;
                }
            }
        }

        if (!isCompared && drafts.Count > 1)
        {
            var metric = MetricOf(drafts[0].Probe.Embedder);
            var distances = Agreement.Distances(
                [.. drafts.Select(static draft => draft.Probe.Embedding!)],
                metric,
                limit
            );
            for (var i = 0; i < distances.Length; i++)
            {
                Compare(drafts[i], distances[i], limit);
            }
        }
    }

    private async Task JudgeOthersAsync(
        List<EnrolmentDraft> drafts,
        Guid? identity,
        EmbedderThresholds thresholds,
        CancellationToken cancellationToken
    )
    {
        var except = new HashSet<Guid>();
        if (identity is { } own)
        {
            except.Add(own);
            except.UnionWith(await store.ListDistinctAsync(own, cancellationToken).ConfigureAwait(false));
        }

        foreach (var draft in drafts)
        {
            var found = await store
                .SearchAsync(
                    scope,
                    draft.Probe.Embedding!,
                    new GallerySearchOptions { MaxCandidates = 1, Except = except },
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (found is { Candidates: [var other, ..] } && other.Distance <= MatchDistance(thresholds, found))
            {
                draft.Reasons |= EnrolmentChecks.AnotherIdentity;
                draft.Resembles = other.IdentityId;
            }
        }
    }

    private static void Compare(EnrolmentDraft draft, float distance, double limit)
    {
        draft.Distance = distance;
        if (!(distance <= limit))
        {
            draft.Reasons |= EnrolmentChecks.DoesNotFit;
        }
    }

    /// <summary>As strict as identifying is, so that a large gallery does not refuse everybody.</summary>
    private double MatchDistance(EmbedderThresholds thresholds, GallerySearchResult found) =>
        IdentificationRule.Create(profile, thresholds, found.Compared, options.FalsePositiveRate).MaxDistance;

    /// <summary>The loosest distance that is known: it must refuse a stranger, not a bad day.</summary>
    private double FitDistance(EmbedderThresholds thresholds) =>
        profile.MaxDistance
        ?? thresholds.Values.Select(static threshold => (double?)threshold.Distance).Max()
        ?? throw new ThresholdUnavailableException(
            thresholds.Embedder.Id,
            thresholds.Embedder.Version,
            options.FalsePositiveRate,
            []
        );

    private static DistanceMetric MetricOf(ModelManifest embedder) =>
        embedder.Embedding?.Metric ?? DistanceMetric.Cosine;
}
