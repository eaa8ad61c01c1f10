using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;

namespace VisionSdk.Cli;

/// <summary><c>vision eval verify</c>: how well does the chain of models tell people apart, and where do its thresholds lie?</summary>
internal sealed class EvalVerifyCommand
{
    private readonly Option<string> _pairs = new("--pairs")
    {
        Description = "CSV of pairs: fold,same,file1,file2.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _thresholdsOut = new("--thresholds-out")
    {
        Description =
            "Also compare every picture below --images with those of all other folders (a folder is an identity), and write the thresholds per false-match rate as JSON.",
        HelpName = "FILE",
    };

    private readonly FaceChainArguments _chain = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private EvalVerifyCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var eval = new EvalVerifyCommand(terminal, common);
        var command = new Command("verify", "Measure face verification on labelled pairs.")
        {
            eval._pairs,
            eval._thresholdsOut,
        };
        eval._chain.AddTo(command);
        command.SetAction(eval.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = _chain.Images(arguments);
        var pairs = PairFolds.Assign(PairsFile.Read(arguments.GetValue(_pairs)!, folder));
        var thresholdsFile = arguments.GetValue(_thresholdsOut);
        IReadOnlyCollection<string> files = thresholdsFile is null
            ? [.. pairs.SelectMany(static pair => new[] { pair.First, pair.Second }).Distinct(StringComparer.Ordinal)]
            : [.. InputFiles.Pictures(folder).Select(file => Path.GetRelativePath(folder, file))];
        await using var client = _chain.Open(arguments, _common);
        var (models, embedder) = await FaceChainArguments.LoadAsync(
            client,
            Packages.Repository(_common, arguments),
            cancellationToken
        );
        var metric = embedder.Embedding!.Metric;
        var embeddings = await _terminal.ProgressAsync(
            "Embedding",
            files.Count,
            step => EmbeddedPictures.ComputeAsync(client, folder, files, step, cancellationToken)
        );
        var report = Evaluate(pairs, embeddings, metric) with { Models = models };
        if (thresholdsFile is not null)
        {
            var dataSet = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            var calibration = Calibrate(CrossIdentityPairs.Of(embeddings, metric, dataSet), dataSet);
            Write(thresholdsFile, calibration.Thresholds);
            foreach (var refused in calibration.Refused)
            {
                _terminal.Hint(refused.Message);
            }

            report = report with { Thresholds = calibration.Thresholds };
        }

        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.EvalVerifyReport);
        }
        else
        {
            EvalVerifyTable.Write(_terminal, report);
        }

        return ExitCode.Done;
    }

    private static EvalVerifyReport Evaluate(
        IReadOnlyList<LabelledPair> pairs,
        IReadOnlyDictionary<string, Embedding?> embeddings,
        DistanceMetric metric
    )
    {
        VerificationPair[] measured =
        [
            .. pairs.Select(pair => new VerificationPair(
                Distance(embeddings[pair.First], embeddings[pair.Second], metric),
                pair.IsSame,
                pair.Fold
            )),
        ];
        var accuracy = VerificationProtocol.Evaluate(measured);
        var roc = RocCurve.FromPairs(measured);
        return new EvalVerifyReport(
            pairs.Count,
            accuracy.Folds.Length,
            embeddings.Values.Count(static embedding => embedding is null),
            accuracy.Mean,
            accuracy.StandardError,
            roc.AreaUnderCurve,
            roc.EqualErrorRate,
            roc.AtFalseMatchRate(1e-2).TrueAcceptRate,
            roc.AtFalseMatchRate(1e-3).TrueAcceptRate,
            Thresholds: null,
            Models: []
        );
    }

    private static CalibrationResult Calibrate(VerificationPair[] pairs, string dataSet) =>
        ThresholdCalibration.Select(
            [.. pairs.Where(static pair => !pair.IsSame).Select(static pair => pair.Distance)],
            [.. pairs.Where(static pair => pair.IsSame).Select(static pair => pair.Distance)],
            ThresholdCalibration.StandardRates.AsSpan(),
            dataSet
        );

    // A picture without a face matches nothing: it is an error of the system, not of the evaluation.
    private static float Distance(Embedding? first, Embedding? second, DistanceMetric metric) =>
        first is null || second is null ? float.PositiveInfinity : first.DistanceTo(second, metric);

    private static void Write(string path, ImmutableArray<DecisionThreshold> thresholds)
    {
        try
        {
            File.WriteAllText(path, JsonSerializer.Serialize(thresholds, CliJsonContext.Default.Thresholds) + "\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputFileException($"'{path}' cannot be written: {exception.Message}", exception);
        }
    }
}
