namespace VisionSdk.Cli;

/// <summary>Searches every probe in the gallery and says how well that went.</summary>
internal sealed class OpenSetEvaluation
{
    private const int ListLength = 5;
    private static readonly double[] DetRates = [0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

    private readonly ModelManifest _embedder;
    private readonly int _references;
    private readonly List<(IdentificationSearch Search, float[] Nearest)> _searches = [];

    public OpenSetEvaluation(
        IReadOnlyList<ProtocolPicture> pictures,
        IReadOnlyDictionary<string, Embedding?> embeddings,
        ModelManifest embedder
    )
    {
        _embedder = embedder;
        var metric = embedder.Embedding!.Metric;
        var gallery = pictures
            .Where(static picture => picture.Role == ProtocolRole.Enroll)
            .GroupBy(static picture => picture.Identity, StringComparer.Ordinal)
            .Select(group => (group.Key, Embeddings: group.Select(picture => embeddings[picture.File]).ToArray()))
            .ToArray();
        Identities = gallery.Length;
        _references = gallery.Sum(static identity => identity.Embeddings.Length);
        var places = gallery
            .Select(static (identity, place) => (identity.Key, place))
            .ToDictionary(static pair => pair.Key, static pair => pair.place, StringComparer.Ordinal);
        foreach (var probe in pictures.Where(static picture => picture.Role != ProtocolRole.Enroll))
        {
            float[] distances =
            [
                .. gallery.Select(identity =>
                    identity.Embeddings.Min(reference => Distance(reference, embeddings[probe.File], metric))
                ),
            ];
            var mate = probe.Role == ProtocolRole.ProbeKnown ? places[probe.Identity] : -1;
            _searches.Add((IdentificationSearch.FromGallery(distances, mate), [.. distances.Order().Take(ListLength)]));
        }
    }

    public int Identities { get; }

    public EvalIdentifyReport Report(double falsePositiveRate)
    {
        IdentificationSearch[] searches = [.. _searches.Select(static item => item.Search)];
        var curve = IdentificationMetrics.Curve(searches);
        var chosen =
            IdentificationThresholds.Select(_embedder.Thresholds, _references, falsePositiveRate)
            ?? throw new ThresholdUnavailableException(_embedder.Id, _embedder.Version, falsePositiveRate, []);
        return new EvalIdentifyReport(
            Identities,
            _references,
            searches.Count(static search => search.IsMated),
            searches.Count(static search => !search.IsMated),
            PicturesWithoutFace: 0,
            IdentificationMetrics.RankRate(searches, 1),
            IdentificationMetrics.RankRate(searches, ListLength),
            curve.AtFalseMatchRate(0.01).FalseNonMatchRate,
            RankingMetrics.MeanAveragePrecisionAt(
                [.. _searches.Select(item => RankOfTruth(item.Search, item.Nearest, chosen.Distance))],
                ListLength
            ),
            [.. DetRates.Select(rate => Det(curve, rate))],
            [.. _embedder.Thresholds.Select(threshold => Shipped(curve, threshold, chosen))],
            Models: []
        );
    }

    /// <summary>The place of the right answer in the list of answers, in which "new identity" stands where the distances pass the threshold.</summary>
    private static int RankOfTruth(IdentificationSearch search, float[] nearest, double threshold)
    {
        var placeOfNew = nearest.Count(distance => distance <= threshold) + 1;
        return !search.IsMated ? placeOfNew
            : search.MateRank < placeOfNew ? search.MateRank
            : search.MateRank + 1;
    }

    private static DetPoint Det(RocCurve curve, double rate)
    {
        var point = curve.AtFalseMatchRate(rate);
        return new DetPoint(point.FalseMatchRate, point.FalseNonMatchRate, point.Threshold);
    }

    private ShippedThreshold Shipped(RocCurve curve, DecisionThreshold threshold, DecisionThreshold chosen)
    {
        var point = curve.At(threshold.Distance);
        var bounds = ClopperPearson.Interval(curve.FalseMatches(threshold.Distance), curve.ImpostorCount);
        var expected = IdentificationThresholds.ExpectedFalsePositiveRate(threshold.FalseMatchRate, _references);
        return new ShippedThreshold(
            threshold.FalseMatchRate,
            threshold.Distance,
            expected,
            point.FalseMatchRate,
            bounds.Lower,
            bounds.Upper,
            point.FalseNonMatchRate,
            IsDefault: threshold == chosen,
            KeepsRate: bounds.Lower <= expected
        );
    }

    private static float Distance(Embedding? reference, Embedding? probe, DistanceMetric metric) =>
        reference is null || probe is null ? float.PositiveInfinity : reference.DistanceTo(probe, metric);
}
