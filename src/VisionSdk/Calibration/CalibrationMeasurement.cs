using System.Collections.Immutable;
using System.Runtime.InteropServices;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Makes a report of distances.</summary>
internal static class CalibrationMeasurement
{
    public static CalibrationReport Measure(
        CalibrationTarget target,
        CalibrationData data,
        CalibrationOptions options,
        CalibrationSource source,
        string dataSet,
        CancellationToken cancellationToken
    )
    {
        var rates = RatesOf(options, target.Model);
        if (data.Impostors.Count == 0)
        {
            throw new CalibrationRefusedException(
                "There are no two embeddings of different identities to compare, so that no false-match rate can be measured. Add identities."
            );
        }

        var selected = ThresholdCalibration.Select(
            CollectionsMarshal.AsSpan(data.Impostors),
            CollectionsMarshal.AsSpan(data.Genuine),
            rates,
            dataSet
        );
        if (selected.Thresholds.IsEmpty || (options.RequireEveryRate && !selected.Refused.IsEmpty))
        {
            throw new CalibrationRefusedException(selected.Refused);
        }

        var fit = MatchProbabilityTraining.Fit(
            CollectionsMarshal.AsSpan(data.Sample),
            options.Prior,
            cancellationToken
        );
        return new CalibrationReport(target.Model)
        {
            Calibration = new SpaceCalibration
            {
                Space = target.Space,
                Source = source,
                DataSet = dataSet,
                GenuinePairs = data.Genuine.Count,
                ImpostorPairs = data.Impostors.Count,
                Thresholds = selected.Thresholds,
                Probability = fit.Model,
                Reliability = fit.Reliability,
            },
            Refused = selected.Refused,
            ProbabilityRefusal = fit.Refusal,
            Uncompared = data.Uncompared,
            Embedder = target.Use,
        };
    }

    private static double[] RatesOf(CalibrationOptions options, ModelManifest model)
    {
        ImmutableArray<double> wanted =
            !options.Rates.IsDefaultOrEmpty ? options.Rates
            : model.Thresholds.IsDefaultOrEmpty ? ThresholdCalibration.StandardRates
            : [.. model.Thresholds.Select(static threshold => threshold.FalseMatchRate)];
        return [.. wanted.Distinct().Order()];
    }
}
