using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Compares the two spaces of a move on pairs of the gallery or of the caller.</summary>
internal sealed class MigrationGateEvaluation(
    VisionStore store,
    MigrationEmbedder embedder,
    VisionSdkOptions options,
    TimeProvider time
)
{
    private const double LooseRate = 0.01;

    // Twice what the rarest of the usual rates needs, and computed in a second.
    private const int MostImpostors = 200_000;

    public async Task<MigrationGateReport> RunAsync(
        EmbeddingMigrationRecord migration,
        MigrationGateOptions gate,
        CancellationToken cancellationToken
    )
    {
        var isGallery = gate.Pairs.IsDefaultOrEmpty;
        var (pairs, unusable) = isGallery
            ? (await FromGalleryAsync(migration, gate, cancellationToken).ConfigureAwait(false), 0)
            : await FromPairsAsync(migration, gate, cancellationToken).ConfigureAwait(false);
        double[] rates = gate.FalseMatchRates.IsDefaultOrEmpty
            ? [.. ((double[])[options.FalseMatchRate, LooseRate]).Distinct()]
            : [.. gate.FalseMatchRates];
        ImmutableArray<MigrationGateRate> compared =
        [
            .. rates.Select(rate => GateMeasurement.Compare(pairs, rate, gate.Margin, gate.Confidence)),
        ];
        return new MigrationGateReport
        {
            Verdict = GateMeasurement.Verdict(compared),
            Rates = compared,
            GenuinePairs = pairs.Genuine.Count,
            ImpostorPairs = pairs.Impostors.Count,
            Unusable = unusable,
            Margin = gate.Margin,
            Confidence = gate.Confidence,
            IsGallery = isGallery,
            MeasuredAt = time.GetUtcNow(),
        };
    }

    private async Task<PairDistances> FromGalleryAsync(
        EmbeddingMigrationRecord migration,
        MigrationGateOptions gate,
        CancellationToken cancellationToken
    )
    {
        var identities = await store
            .SampleMigratedAsync(migration.Id, gate.Identities, gate.Seed, cancellationToken)
            .ConfigureAwait(false);
        var (old, @new) = (MigrationVersions.MetricOf(migration.From), MigrationVersions.MetricOf(migration.To));
        var pairs = new PairDistances();
        pairs.Genuine.AddRange(identities.SelectMany(SampledPairs.Genuine).Select(Distances));
        pairs.Impostors.AddRange(SampledPairs.Impostors(identities, MostImpostors, gate.Seed).Select(Distances));
        return pairs;

        (float, float) Distances((MigrationSource First, MigrationSource Second) pair) =>
            (pair.First.Old!.DistanceTo(pair.Second.Old!, old), pair.First.New!.DistanceTo(pair.Second.New!, @new));
    }

    private async Task<(PairDistances Pairs, int Unusable)> FromPairsAsync(
        EmbeddingMigrationRecord migration,
        MigrationGateOptions gate,
        CancellationToken cancellationToken
    )
    {
        var profile = gate.Profile ?? migration.Profiles[0];
        var pairs = new PairDistances();
        var unusable = 0;
        foreach (var pair in gate.Pairs)
        {
            var old = await DistanceAsync(migration, migration.From, profile, pair, cancellationToken)
                .ConfigureAwait(false);
            var @new = await DistanceAsync(migration, migration.To, profile, pair, cancellationToken)
                .ConfigureAwait(false);
            unusable += old is null || @new is null ? 1 : 0;
            (pair.IsSame ? pairs.Genuine : pairs.Impostors).Add(
                (old ?? float.PositiveInfinity, @new ?? float.PositiveInfinity)
            );
        }

        return (pairs, unusable);
    }

    private async Task<float?> DistanceAsync(
        EmbeddingMigrationRecord migration,
        ModelVersionRecord version,
        string profile,
        LabelledImagePair pair,
        CancellationToken cancellationToken
    )
    {
        var first = await EmbedAsync(pair.First).ConfigureAwait(false);
        var second = await EmbedAsync(pair.Second).ConfigureAwait(false);
        return first is null || second is null ? null : first.DistanceTo(second, MigrationVersions.MetricOf(version));

        async Task<Embedding?> EmbedAsync(ImageSource image)
        {
            var request = new FaceRequest(
                FaceFeatures.Embedding,
                new FaceChoice(MinSize: 0, MaxFaces: 1, RequireSingle: false),
                MinConfidence: null
            );
            var probe = await embedder
                .EmbedAsync(store, migration.Slot, version, profile, image, request, cancellationToken)
                .ConfigureAwait(false);
            return probe.Embedding;
        }
    }
}
