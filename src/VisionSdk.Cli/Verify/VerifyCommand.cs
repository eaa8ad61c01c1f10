using System.CommandLine;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary><c>vision verify</c>: do two pictures show the same person?</summary>
internal sealed class VerifyCommand
{
    private readonly Argument<string> _first = new("first") { Description = "A picture of a face." };

    private readonly Argument<string> _second = new("second") { Description = "Another one." };

    private readonly Option<double?> _rate = new("--false-match-rate")
    {
        Description = "Share of pairs of different people that may be called a match [default: 0.001].",
        HelpName = "RATE",
    };

    private readonly Option<bool> _mostProminent = new("--most-prominent")
    {
        Description = "Of several faces take the large, central one instead of refusing.",
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "Another face embedder: ID or ID@VERSION.",
        HelpName = "ID",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "A folder for both pictures with the compared faces drawn.",
        HelpName = "FOLDER",
    };

    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private VerifyCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var verify = new VerifyCommand(terminal, common);
        var command = new Command(
            "verify",
            "Decide whether two pictures show the same person. Exit code 0: match; 1: no match, or inconclusive."
        )
        {
            verify._first,
            verify._second,
            verify._rate,
            verify._mostProminent,
            verify._model,
            verify._out,
        };
        verify._store.AddTo(command);
        command.SetAction(verify.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var first = InputFiles.RequireFile(arguments.GetValue(_first)!);
        var second = InputFiles.RequireFile(arguments.GetValue(_second)!);
        using var pictures = arguments.GetValue(_out) is { } folder ? new AnnotatedPictures(folder, 2) : null;
        // A comparison needs no store; one that is named says which thresholds and model versions hold.
        var clientOptions = _store.IsNamed(arguments)
            ? _store.ClientOptions(arguments, _common)
            : _common.ClientOptions(arguments);
        if (arguments.GetValue(_model) is { } model)
        {
            clientOptions.Models.FollowRegistry = false;
            clientOptions.Slots[VisionSlots.FaceEmbedder] = model;
        }

        await using var client = VisionClient.Create(clientOptions);
        var result = await client.VerifyAsync(
            ImageSource.FromFile(first),
            ImageSource.FromFile(second),
            new VerifyOptions
            {
                FalseMatchRate = arguments.GetValue(_rate),
                FaceSelection = arguments.GetValue(_mostProminent) ? FaceSelection.MostProminent : null,
            },
            cancellationToken
        );
        var report = VerifyReport.From(first, second, result);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.VerifyReport);
        }
        else
        {
            VerifyTable.Write(_terminal, report);
        }

        Draw(pictures, first, result.First);
        Draw(pictures, second, result.Second);
        return result.Decision == VerificationDecision.Match ? ExitCode.Done : ExitCode.Negative;
    }

    private static void Draw(AnnotatedPictures? pictures, string file, VerifiedFace face) =>
        _ = pictures?.Write(file, face.Box is { } box ? [new ImageAnnotation(box, face.Status.ToString())] : []);
}
