using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace VisionSdk.ML;

/// <summary>One training of the logistic function, by ML.NET.</summary>
internal static class LogisticTrainer
{
    private const int Seed = 1;
    private const float Tolerance = 1e-7f;

    /// <summary>Trains on pairs with finite distances.</summary>
    /// <returns>The model; <see langword="null"/> when a kind is missing, or what is nearer is not likelier the same.</returns>
    public static MatchProbabilityModel? Train(VerificationPair[] pairs, double prior)
    {
        var genuine = pairs.Count(static pair => pair.IsSame);
        var impostors = pairs.Length - genuine;
        if (genuine == 0 || impostors == 0)
        {
            return null;
        }

        // Of mean 1, so that the trainer's tolerance means the same whatever the prior is.
        var genuineWeight = prior * pairs.Length / genuine;
        var impostorWeight = (1 - prior) * pairs.Length / impostors;
        var scale = DistanceScale.Of(pairs, genuineWeight, impostorWeight);
        if (!(scale.Deviation > 0))
        {
            return null;
        }

        var context = new MLContext(Seed);
        var data = context.Data.LoadFromEnumerable(Examples(pairs, scale, genuineWeight, impostorWeight));
        var trainer = context.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = nameof(LogisticExample.IsSame),
                FeatureColumnName = nameof(LogisticExample.Features),
                ExampleWeightColumnName = nameof(LogisticExample.Weight),
                L1Regularization = 0,
                L2Regularization = 0,
                OptimizationTolerance = Tolerance,
                NumberOfThreads = 1,
            }
        );
        using var trained = trainer.Fit(data);
        var linear = trained.Model.SubModel;
        var slope = linear.Weights[0] / scale.Deviation;
        return slope < 0 && double.IsFinite(slope)
            ? new MatchProbabilityModel(linear.Bias - (slope * scale.Mean), slope, prior)
            : null;
    }

    /// <summary>Each pair twice: once with its own label, and, with the little weight of Platt's target, once with the other.</summary>
    private static IEnumerable<LogisticExample> Examples(
        VerificationPair[] pairs,
        DistanceScale scale,
        double genuineWeight,
        double impostorWeight
    )
    {
        var genuine = pairs.Count(static pair => pair.IsSame);
        var genuineDoubt = 1.0 / (genuine + 2);
        var impostorDoubt = 1.0 / (pairs.Length - genuine + 2);
        foreach (var pair in pairs)
        {
            float[] features = [(float)((pair.Distance - scale.Mean) / scale.Deviation)];
            var weight = pair.IsSame ? genuineWeight : impostorWeight;
            var doubt = pair.IsSame ? genuineDoubt : impostorDoubt;
            yield return new LogisticExample(features, pair.IsSame, (float)(weight * (1 - doubt)));
            yield return new LogisticExample(features, !pair.IsSame, (float)(weight * doubt));
        }
    }
}
