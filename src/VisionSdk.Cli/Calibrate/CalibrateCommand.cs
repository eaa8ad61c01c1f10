using System.CommandLine;

namespace VisionSdk.Cli;

/// <summary><c>vision calibrate</c>: at which distance is a pair a match, for each false-match rate, and how probable is it?</summary>
internal sealed class CalibrateCommand
{
    private readonly Option<bool> _save = new("--save")
    {
        Description = "Store the calibration, so that it holds from now on for every process on the store.",
    };

    private readonly Option<bool> _allowMissingRate = new("--allow-missing-rate")
    {
        Description = "Store it even without a threshold for the rate that verification uses by default.",
    };

    private readonly CalibrateArguments _measure = new();
    private readonly CalibrationActor _actor = new();
    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private CalibrateCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var calibrate = new CalibrateCommand(terminal, common);
        var command = new Command(
            "calibrate",
            "Measure thresholds and match probability on data of your own. Exit code 0: every rate that was named has a threshold; 1: the data cannot support one."
        )
        {
            calibrate._save,
            calibrate._allowMissingRate,
        };
        calibrate._measure.AddTo(command);
        calibrate._actor.AddTo(command);
        calibrate._store.AddWithScopeTo(command);
        command.SetAction(calibrate.RunAsync);
        foreach (var subcommand in CalibrationStoreCommands.Create(terminal, common))
        {
            command.Subcommands.Add(subcommand);
        }

        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        _measure.Validate(arguments);
        var profile = _store.Profile(arguments);
        var clientOptions = _store.ClientOptions(arguments, _common, mayCreate: !_measure.IsGallery(arguments));
        _measure.ChooseModel(arguments, clientOptions, profile);
        await using var client = VisionClient.Create(clientOptions);
        var measured = await MeasureAsync(arguments, client, profile, cancellationToken);
        var report = CalibrateReport.From(measured);
        try
        {
            if (arguments.GetValue(_save))
            {
                var stored = await client.Calibration.StoreAsync(
                    measured,
                    _actor.Options(arguments, _store.Tenant(arguments)) with
                    {
                        AllowMissingRate = arguments.GetValue(_allowMissingRate),
                    },
                    cancellationToken
                );
                report = report with { Stored = StoredCalibrationReport.From(stored) };
            }
        }
        finally
        {
            // What was measured is worth reading also when it is not stored.
            Print(arguments, report);
        }

        return _measure.HasRates(arguments) && measured.Refused.Length > 0 ? ExitCode.Negative : ExitCode.Done;
    }

    private Task<CalibrationReport> MeasureAsync(
        ParseResult arguments,
        VisionClient client,
        string profile,
        CancellationToken cancellationToken
    )
    {
        if (_measure.IsGallery(arguments))
        {
            var options = _measure.Options(arguments, profile, dataSet: null);
            return client.Calibration.CalibrateGalleryAsync(
                new GalleryCalibrationOptions
                {
                    Profile = options.Profile,
                    Rates = options.Rates,
                    Prior = options.Prior,
                    DataSet = options.DataSet,
                    Tenant = _store.Tenant(arguments),
                    MaxReferences = _measure.MaxReferences(arguments),
                    Seed = _measure.Seed(arguments),
                },
                cancellationToken
            );
        }

        var folder = _measure.Images(arguments);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var calibration = _measure.Options(arguments, profile, name);
        return _measure.Pairs(arguments) is { } pairs
            ? MeasurePairsAsync(client, PairsFile.Read(pairs, folder), folder, calibration, cancellationToken)
            : MeasureFolderAsync(client, folder, calibration, cancellationToken);
    }

    private Task<CalibrationReport> MeasurePairsAsync(
        VisionClient client,
        IReadOnlyList<LabelledPair> pairs,
        string folder,
        CalibrationOptions options,
        CancellationToken cancellationToken
    )
    {
        var pictures = pairs
            .SelectMany(static pair => new[] { pair.First, pair.Second })
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(
                static file => file,
                file => ImageSource.FromFile(Path.Combine(folder, file)),
                StringComparer.Ordinal
            );
        return _terminal.ProgressAsync(
            "Embedding",
            pictures.Count,
            step =>
                client.Calibration.CalibrateAsync(
                    [
                        .. pairs.Select(pair => new LabelledPicturePair(
                            pictures[pair.First],
                            pictures[pair.Second],
                            pair.IsSame,
                            pair.Fold
                        )),
                    ],
                    options with
                    {
                        Progress = new StepProgress(step),
                    },
                    cancellationToken
                )
        );
    }

    private async Task<CalibrationReport> MeasureFolderAsync(
        VisionClient client,
        string folder,
        CalibrationOptions options,
        CancellationToken cancellationToken
    )
    {
        string[] files = [.. InputFiles.Pictures(folder).Select(file => Path.GetRelativePath(folder, file))];
        var embeddings = await _terminal.ProgressAsync(
            "Embedding",
            files.Length,
            step => EmbeddedPictures.ComputeAsync(client, folder, files, step, cancellationToken)
        );
        return await client.Calibration.CalibrateAsync(
            [
                .. embeddings
                    .Where(static pair => pair.Value is not null)
                    .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                    .Select(static pair => new LabelledEmbedding(Path.GetDirectoryName(pair.Key)!, pair.Value!)),
            ],
            options,
            cancellationToken
        );
    }

    private void Print(ParseResult arguments, CalibrateReport report)
    {
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.CalibrateReport);
        }
        else
        {
            CalibrationTable.Write(_terminal, report);
        }
    }

    private sealed class StepProgress(Action step) : IProgress<int>
    {
        public void Report(int value) => step();
    }
}
