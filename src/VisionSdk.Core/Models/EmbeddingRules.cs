namespace VisionSdk;

/// <summary>What the embedding part of a manifest must satisfy: present for embedding models only, thresholds that rise together.</summary>
internal static class EmbeddingRules
{
    public static void Check(ModelManifest manifest, ManifestProblems problems)
    {
        var isEmbedder = manifest.Task == VisionTask.Embedding;
        problems.Require(
            isEmbedder == manifest.Embedding is not null,
            isEmbedder ? "embedding is missing; the task is embedding" : $"embedding is not for task {manifest.Task}"
        );
        problems.Require(
            manifest.Embedding is not null || manifest.Thresholds.IsEmpty,
            "thresholds are for embedding models only"
        );
        if (manifest.Embedding is not { } embedding)
        {
            return;
        }

        problems.RequirePositive(embedding.Dimension, "embedding.dimension");
        problems.RequireKnown(embedding.Metric, "embedding.metric");
        problems.RequireKnown(embedding.Aligner, "embedding.aligner");
        problems.Require(
            embedding.ChipPadding >= 0 && float.IsFinite(embedding.ChipPadding),
            $"embedding.chipPadding is {embedding.ChipPadding}"
        );
        ModelOutputRules.RequireGoldenLength(manifest, embedding.Dimension, "dimensions", problems);
        for (var i = 0; i < manifest.Thresholds.Length; i++)
        {
            Check(manifest.Thresholds[i], embedding.Metric, $"thresholds[{i}]", problems);
        }

        CheckOrder(manifest, problems);
    }

    private static void Check(
        DecisionThreshold threshold,
        DistanceMetric metric,
        string field,
        ManifestProblems problems
    )
    {
        problems.Require(
            threshold.FalseMatchRate is > 0 and < 1,
            $"{field}.falseMatchRate is {threshold.FalseMatchRate}, not in (0, 1)"
        );
        var largest = metric == DistanceMetric.Cosine ? 2 : double.MaxValue;
        problems.Require(
            threshold.Distance >= 0 && threshold.Distance <= largest,
            $"{field}.distance is {threshold.Distance}, outside the range of {metric} distance"
        );
        problems.RequireText(threshold.DataSet, $"{field}.dataSet");
        problems.RequirePositive(threshold.Comparisons, $"{field}.comparisons");
        problems.Require(
            threshold.FalseMatches >= 0 && threshold.FalseMatches <= threshold.Comparisons,
            $"{field}.falseMatches is {threshold.FalseMatches} of {threshold.Comparisons} comparisons"
        );
        problems.Require(
            threshold.LowerBound >= 0 && threshold.LowerBound <= threshold.UpperBound && threshold.UpperBound <= 1,
            $"{field} has the interval [{threshold.LowerBound}, {threshold.UpperBound}], not one within [0, 1]"
        );
        problems.Require(
            threshold.TrueAcceptRate is null or (>= 0 and <= 1),
            $"{field}.trueAcceptRate is {threshold.TrueAcceptRate}, not in [0, 1]"
        );
    }

    private static void CheckOrder(ModelManifest manifest, ManifestProblems problems)
    {
        for (var i = 1; i < manifest.Thresholds.Length; i++)
        {
            var (previous, current) = (manifest.Thresholds[i - 1], manifest.Thresholds[i]);
            problems.Require(
                current.FalseMatchRate > previous.FalseMatchRate,
                $"thresholds[{i}].falseMatchRate {current.FalseMatchRate} does not rise above {previous.FalseMatchRate}"
            );
            problems.Require(
                current.Distance >= previous.Distance,
                $"thresholds[{i}].distance {current.Distance} falls below {previous.Distance}, although it may match more often"
            );
        }
    }
}
