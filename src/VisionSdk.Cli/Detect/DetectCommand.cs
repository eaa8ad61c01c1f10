using System.Collections.Immutable;
using System.CommandLine;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary><c>vision detect</c>: what is in these pictures?</summary>
internal sealed class DetectCommand
{
    private readonly Argument<string[]> _pictures = new("picture")
    {
        Description = "Picture files, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _faces = new("--faces") { Description = "Look for faces instead of objects." };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "Another detection model: ID or ID@VERSION.",
        HelpName = "ID",
    };

    private readonly Option<float?> _minConfidence = new("--min-confidence")
    {
        Description = "Lowest confidence, 0 to 1 [default: what the model recommends].",
        HelpName = "SHARE",
    };

    private readonly Option<string[]> _labels = new("--label")
    {
        Description = "Only objects of this label; may be repeated.",
        HelpName = "NAME",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Where to draw what was found: a PNG file, or a folder for several pictures.",
        HelpName = "PATH",
    };

    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private DetectCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var detect = new DetectCommand(terminal, common);
        var command = new Command("detect", "Find objects or faces in pictures.")
        {
            detect._pictures,
            detect._faces,
            detect._model,
            detect._minConfidence,
            detect._labels,
            detect._out,
        };
        command.SetAction(detect.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = InputFiles.Expand(arguments.GetValue(_pictures)!);
        var isJson = arguments.GetValue(_common.Json);
        using var pictures = arguments.GetValue(_out) is { } target ? new AnnotatedPictures(target, files.Count) : null;
        await using var client = VisionClient.Create(_common.ClientOptions(arguments));
        var images = new List<DetectedImage>(files.Count);
        ImmutableArray<ModelUse> models = [];
        _ = await _terminal.ProgressAsync(
            "Detecting",
            files.Count,
            async step =>
            {
                var sources = files.Select(ImageSource.FromFile);
                await foreach (var outcome in client.DetectManyAsync(sources, Options(arguments), cancellationToken))
                {
                    images.Add(Report(files[(int)outcome.Index], outcome, pictures));
                    models = outcome.Result?.Provenance.Models ?? models;
                    step();
                }

                return images;
            }
        );
        Print(new DetectReport([.. models.Select(ModelUseReport.From)], images), isJson);
        return images.Any(static image => image.Error is not null) ? ExitCode.File : ExitCode.Done;
    }

    private DetectOptions Options(ParseResult arguments) =>
        (arguments.GetValue(_faces) ? DetectOptions.Faces : new DetectOptions()) with
        {
            Model = arguments.GetValue(_model),
            MinConfidence = arguments.GetValue(_minConfidence),
            Labels = [.. arguments.GetValue(_labels)!],
        };

    private static DetectedImage Report(string file, DetectionOutcome outcome, AnnotatedPictures? pictures)
    {
        if (!outcome.Succeeded)
        {
            return new DetectedImage(file) { Error = outcome.Error.Message };
        }

        var result = outcome.Result;
        return new DetectedImage(file)
        {
            Width = result.ImageSize.Width,
            Height = result.ImageSize.Height,
            ElapsedMilliseconds = Math.Round(result.Provenance.Elapsed.TotalMilliseconds, 1),
            Detections = [.. result.Detections.Select(DetectedObject.From)],
            Annotated = pictures?.Write(file, result.Detections.Select(ImageAnnotation.From)),
        };
    }

    private void Print(DetectReport report, bool isJson)
    {
        if (isJson)
        {
            _terminal.WriteJson(report, CliJsonContext.Default.DetectReport);
            return;
        }

        foreach (var image in report.Images)
        {
            DetectTable.Write(_terminal, image);
        }

        foreach (var model in report.Models)
        {
            _terminal.Line($"[grey]{model.Slot}: {model.Id} {model.Version} on {model.Provider}[/]");
        }
    }
}
