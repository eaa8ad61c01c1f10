using System.CommandLine;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary><c>vision identify</c>: who is in a picture?</summary>
internal sealed class IdentifyCommand
{
    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "Pictures, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<double?> _rate = new("--false-positive-rate")
    {
        Description = "Share of strangers that may be taken for somebody [default: 0.01].",
        HelpName = "RATE",
    };

    private readonly Option<int> _top = new("--top")
    {
        Description = "How many candidates come back at most.",
        DefaultValueFactory = static _ => 5,
        HelpName = "COUNT",
    };

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "A tag that candidates must have; may be repeated.",
        DefaultValueFactory = static _ => [],
        HelpName = "WORD",
    };

    private readonly Option<bool> _mostProminent = new("--most-prominent")
    {
        Description = "Of several faces take the large, central one instead of refusing.",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "A folder for the pictures with the face and the name drawn.",
        HelpName = "FOLDER",
    };

    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private IdentifyCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var identify = new IdentifyCommand(terminal, common);
        var command = new Command(
            "identify",
            "Find out who is in a picture. Exit code 0: everybody is known; 1: somebody is not, or a picture gives no usable face."
        )
        {
            identify._paths,
            identify._rate,
            identify._top,
            identify._tags,
            identify._mostProminent,
            identify._out,
        };
        identify._store.AddWithScopeTo(command);
        command.SetAction(identify.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = InputFiles.Expand(arguments.GetValue(_paths)!);
        using var pictures = arguments.GetValue(_out) is { } folder ? new AnnotatedPictures(folder, files.Count) : null;
        await using var client = _store.Open(arguments, _common);
        var options = new IdentifyOptions
        {
            Tenant = _store.Tenant(arguments),
            Profile = _store.Profile(arguments),
            FalsePositiveRate = arguments.GetValue(_rate),
            MaxCandidates = arguments.GetValue(_top),
            RequiredTags = [.. arguments.GetValue(_tags)!],
            FaceSelection = arguments.GetValue(_mostProminent) ? FaceSelection.MostProminent : null,
        };
        var reports = await _terminal.ProgressAsync(
            "Identifying",
            files.Count,
            async step =>
            {
                var all = new List<IdentifyReport>(files.Count);
                foreach (var file in files)
                {
                    var result = await client.IdentifyAsync(ImageSource.FromFile(file), options, cancellationToken);
                    all.Add(IdentifyReport.From(file, result));
                    Draw(pictures, file, result);
                    step();
                }

                return all;
            }
        );
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(reports, CliJsonContext.Default.IReadOnlyListIdentifyReport);
        }
        else
        {
            IdentifyTable.Write(_terminal, reports);
        }

        return reports.TrueForAll(static report => report.Decision == IdentificationDecision.Known)
            ? ExitCode.Done
            : ExitCode.Negative;
    }

    private static void Draw(AnnotatedPictures? pictures, string file, IdentificationResult result)
    {
        var label = result.Candidates is [var first, ..]
            ? first.Identity.DisplayName ?? first.Identity.ExternalKey ?? result.Decision.ToString()
            : result.Decision.ToString();
        _ = pictures?.Write(file, result.Face.Box is { } box ? [new ImageAnnotation(box, label)] : []);
    }
}
