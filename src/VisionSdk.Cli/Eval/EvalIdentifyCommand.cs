using System.CommandLine;

namespace VisionSdk.Cli;

/// <summary><c>vision eval identify</c>: how well are people found among many, and strangers refused?</summary>
internal sealed class EvalIdentifyCommand
{
    private readonly Option<string> _protocol = new("--protocol")
    {
        Description = "CSV of pictures: role,identity,file, with the roles enroll, probe_known and probe_unknown.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<double> _rate = new("--false-positive-rate")
    {
        Description = "Share of strangers that may be taken for somebody; picks the threshold of MAP@5.",
        DefaultValueFactory = static _ => VisionSdkDefaults.FalsePositiveRate,
        HelpName = "RATE",
    };

    private readonly FaceChainArguments _chain = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private EvalIdentifyCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var eval = new EvalIdentifyCommand(terminal, common);
        var command = new Command("identify", "Measure identification among many, with strangers.")
        {
            eval._protocol,
            eval._rate,
        };
        eval._chain.AddTo(command);
        command.SetAction(eval.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = _chain.Images(arguments);
        var pictures = IdentificationProtocolFile.Read(arguments.GetValue(_protocol)!, folder);
        await using var client = _chain.Open(arguments, _common);
        var (models, embedder) = await FaceChainArguments.LoadAsync(
            client,
            Packages.Repository(_common, arguments),
            cancellationToken
        );
        string[] files = [.. pictures.Select(static picture => picture.File).Distinct(StringComparer.Ordinal)];
        var embeddings = await _terminal.ProgressAsync(
            "Embedding",
            files.Length,
            step => EmbeddedPictures.ComputeAsync(client, folder, files, step, cancellationToken)
        );
        var report = new OpenSetEvaluation(pictures, embeddings, embedder).Report(arguments.GetValue(_rate)) with
        {
            PicturesWithoutFace = embeddings.Values.Count(static embedding => embedding is null),
            Models = models,
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
