using System.CommandLine;

namespace VisionSdk.Cli;

/// <summary><c>vision eval identify</c>: how well are people found among many, and strangers refused?</summary>
internal sealed class EvalIdentifyCommand
{
    private static readonly string[] Chain =
    [
        VisionSlots.FaceDetector,
        VisionSlots.FaceLandmarks,
        VisionSlots.FaceEmbedder,
    ];

    private readonly Option<string> _protocol = new("--protocol")
    {
        Description = "CSV of pictures: role,identity,file, with the roles enroll, probe_known and probe_unknown.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> _images = new("--images")
    {
        Description = "The folder that paths in the protocol are relative to.",
        HelpName = "FOLDER",
        Required = true,
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "Another face embedder: ID or ID@VERSION.",
        HelpName = "ID",
    };

    private readonly Option<string?> _detector = new("--detector")
    {
        Description = "Another face detector: ID or ID@VERSION.",
        HelpName = "ID",
    };

    private readonly Option<double> _rate = new("--false-positive-rate")
    {
        Description = "Share of strangers that may be taken for somebody; picks the threshold of MAP@5.",
        DefaultValueFactory = static _ => VisionSdkDefaults.FalsePositiveRate,
        HelpName = "RATE",
    };

    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private EvalIdentifyCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var eval = new EvalIdentifyCommand(terminal, common);
        var command = new Command("identify", "Measure identification among many, with strangers.")
        {
            eval._protocol,
            eval._images,
            eval._model,
            eval._detector,
            eval._rate,
        };
        command.SetAction(eval.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = InputFiles.RequireFolder(arguments.GetValue(_images)!);
        var pictures = IdentificationProtocolFile.Read(arguments.GetValue(_protocol)!, folder);
        var options = _common.ClientOptions(arguments);
        options.Slots[VisionSlots.FaceEmbedder] = arguments.GetValue(_model) ?? options.Slots[VisionSlots.FaceEmbedder];
        options.Slots[VisionSlots.FaceDetector] =
            arguments.GetValue(_detector) ?? options.Slots[VisionSlots.FaceDetector];
        await using var client = VisionClient.Create(options);
        var models = await client.WarmUpAsync(Chain, cancellationToken);
        var embedder = Packages
            .Open(Packages.Repository(_common, arguments), $"{models[^1].ModelId}@{models[^1].Version}")
            .Manifest;
        string[] files = [.. pictures.Select(static picture => picture.File).Distinct(StringComparer.Ordinal)];
        var embeddings = await _terminal.ProgressAsync(
            "Embedding",
            files.Length,
            step => EmbeddedPictures.ComputeAsync(client, folder, files, step, cancellationToken)
        );
        var report = new OpenSetEvaluation(pictures, embeddings, embedder).Report(arguments.GetValue(_rate)) with
        {
            PicturesWithoutFace = embeddings.Values.Count(static embedding => embedding is null),
            Models = [.. models.Select(ModelUseReport.From)],
        };
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.EvalIdentifyReport);
        }
        else
        {
            EvalIdentifyTable.Write(_terminal, report);
        }

        return ExitCode.Done;
    }
}
