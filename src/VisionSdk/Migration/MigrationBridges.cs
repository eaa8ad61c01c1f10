using System.Collections.Immutable;
using VisionSdk.ML;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Learns the bridges of a move from identities of which both spaces have real vectors, and measures what they cost.</summary>
internal sealed class MigrationBridges(EmbeddingMigrationRecord migration, ImmutableArray<MigratedSample> identities)
{
    public const int MostIdentities = 2000;
    private const int Folds = 5;
    private const int MostImpostors = 60_000;

    public SpaceBridge Forward() =>
        SpaceBridge.Learn(Pairs(identities), MigrationVersions.EmbeddingOf(migration.To).UnitLength);

    public SpaceBridge Backward() =>
        SpaceBridge.Learn(
            [.. Pairs(identities).Select(static pair => (pair.To, pair.From))],
            MigrationVersions.EmbeddingOf(migration.From).UnitLength
        );

    /// <summary>Measures the way to the new space on identities that the bridge has not seen.</summary>
    public MigrationBridgeReport Measure(IEnumerable<double> rates)
    {
        var genuine = new List<(float Real, float Bridged)>();
        var impostors = new List<(float Real, float Bridged)>();
        var metric = MigrationVersions.MetricOf(migration.To);
        var isUnit = MigrationVersions.EmbeddingOf(migration.To).UnitLength;
        for (var fold = 0; fold < Folds; fold++)
        {
            ImmutableArray<MigratedSample> held = [.. identities.Where((_, place) => place % Folds == fold)];
            var bridge = SpaceBridge.Learn(Pairs(identities.Where((_, place) => place % Folds != fold)), isUnit);
            var mapped = new Dictionary<MigrationSource, Embedding>(ReferenceEqualityComparer.Instance);
            foreach (var source in held.SelectMany(static identity => identity.Sources))
            {
                mapped.Add(source, bridge.Map(source.Old!));
            }

            genuine.AddRange(held.SelectMany(SampledPairs.Genuine).Select(Distances));
            impostors.AddRange(SampledPairs.Impostors(held, MostImpostors / Folds, fold).Select(Distances));

            (float, float) Distances((MigrationSource Reference, MigrationSource Probe) pair) =>
                (
                    pair.Reference.New!.DistanceTo(pair.Probe.New!, metric),
                    mapped[pair.Reference].DistanceTo(pair.Probe.New!, metric)
                );
        }

        return new MigrationBridgeReport
        {
            IsOrthogonal = Forward().IsOrthogonal,
            Identities = identities.Length,
            Vectors = identities.Sum(static identity => identity.Sources.Length),
            Folds = Folds,
            Rates =
            [
                .. rates
                    .Where(rate =>
                        genuine.Count > 0 && impostors.Count >= ThresholdCalibration.RequiredComparisons(rate)
                    )
                    .Select(rate => Measure(genuine, impostors, rate)),
            ],
        };
    }

    private static MigrationBridgeRate Measure(
        List<(float Real, float Bridged)> genuine,
        List<(float Real, float Bridged)> impostors,
        double rate
    )
    {
        var curve = RocCurve.FromDistances(
            genuine.Select(static pair => pair.Real).ToArray(),
            impostors.Select(static pair => pair.Real).ToArray()
        );
        var threshold = curve.AtFalseMatchRate(rate).Threshold;
        var accepted = genuine.Count(pair => pair.Bridged <= threshold);
        var interval = ClopperPearson.Interval(accepted, genuine.Count);
        return new MigrationBridgeRate(
            rate,
            threshold,
            genuine.Count,
            genuine.Count(pair => pair.Real <= threshold) / (double)genuine.Count,
            accepted / (double)genuine.Count,
            interval.Lower,
            interval.Upper,
            impostors.Count,
            impostors.Count(pair => pair.Bridged <= threshold) / (double)impostors.Count
        );
    }

    private static List<(Embedding From, Embedding To)> Pairs(IEnumerable<MigratedSample> identities) =>
        [
            .. identities
                .SelectMany(static identity => identity.Sources)
                .Select(static source => (source.Old!, source.New!)),
        ];
}
