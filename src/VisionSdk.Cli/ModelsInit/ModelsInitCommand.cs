using System.Collections.Immutable;
using System.CommandLine;
using Spectre.Console;
using VisionSdk.ML;
using VisionSdk.Onnx;

namespace VisionSdk.Cli;

/// <summary><c>vision models init</c>: a package of somebody else's ONNX file, with a manifest to finish.</summary>
internal sealed class ModelsInitCommand
{
    private readonly Option<string> _onnx = new("--onnx")
    {
        Description = "The ONNX file; weights in files beside it are taken in.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder of the package [default: ID/VERSION].",
        HelpName = "FOLDER",
    };

    private readonly Option<string?> _id = new("--id")
    {
        Description = "Id of the model [default: from the file's name].",
        HelpName = "ID",
    };

    private readonly Option<string> _version = new("--version")
    {
        Description = "Version of the model.",
        HelpName = "VERSION",
        DefaultValueFactory = static _ => "1.0.0",
    };

    private readonly Option<string> _license = new("--license")
    {
        Description = "Licence of the weights, as an SPDX expression; without it the package says that nobody knows.",
        HelpName = "SPDX",
        DefaultValueFactory = static _ => ModelDraftOptions.NoLicense,
    };

    private readonly Option<string?> _notice = new("--notice")
    {
        Description = "Copyright notice of the weights.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _source = new("--source")
    {
        Description = "Where the weights come from, such as an address.",
        HelpName = "TEXT",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace a package that lies there." };
    private readonly ModelHintOptions _hints = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private ModelsInitCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var init = new ModelsInitCommand(terminal, common);
        var command = new Command("init", "Make a package of an ONNX file: guess its manifest, and say why.")
        {
            init._onnx,
            init._out,
            init._id,
            init._version,
            init._license,
            init._notice,
            init._source,
            init._force,
        };
        init._hints.AddTo(command);
        command.SetAction(init.Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var file = InputFiles.RequireFile(arguments.GetValue(_onnx)!);
        var report = OnnxInspection.InspectFile(file);
        var guess = ModelGuesser.Guess(report, _hints.Read(arguments));
        var options = new ModelDraftOptions
        {
            Id = arguments.GetValue(_id) ?? ModelIds.FromFileName(file),
            Version = arguments.GetValue(_version)!,
            License = arguments.GetValue(_license)!,
            Notice = arguments.GetValue(_notice),
            Source = arguments.GetValue(_source),
            Overwrite = arguments.GetValue(_force),
        };
        var isJson = arguments.GetValue(_common.Json);
        if (!isJson)
        {
            ModelGuessTable.Write(_terminal, file, report, guess);
        }

        if (!guess.IsComplete)
        {
            return Refuse(file, guess, isJson);
        }

        var folder = Path.GetFullPath(arguments.GetValue(_out) ?? Path.Combine(options.Id, options.Version));
        var package = Write(file, folder, guess, options);
        Print(file, package, guess, isJson);
        return ExitCode.Done;
    }

    private static ModelPackage Write(string file, string folder, ModelGuess guess, ModelDraftOptions options)
    {
        try
        {
            return ModelDraft.Write(file, folder, guess, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputFileException($"'{folder}' cannot be written: {exception.Message}", exception);
        }
    }

    private int Refuse(string file, ModelGuess guess, bool isJson)
    {
        if (isJson)
        {
            _terminal.WriteJson(ModelInitReport.From(file, null, guess), CliJsonContext.Default.ModelInitReport);
        }

        foreach (var field in guess.Fields.Where(static field => field.Value is null))
        {
            _terminal.Error($"{field.Field}: {field.Reason}");
        }

        return ExitCode.Model;
    }

    private void Print(string file, ModelPackage package, ModelGuess guess, bool isJson)
    {
        if (isJson)
        {
            _terminal.WriteJson(ModelInitReport.From(file, package, guess), CliJsonContext.Default.ModelInitReport);
            return;
        }

        _terminal.Line($"[bold]{Markup.Escape(package.ToString())}[/] written to {Markup.Escape(package.Directory)}");
        var manifest = Path.Combine(package.Directory, ModelManifestSerializer.FileName);
        ImmutableArray<string> open =
        [
            .. guess.Fields.Where(static field => field.NeedsReview).Select(static field => field.Field),
            .. ModelInitReport.Unfilled(package.Manifest),
        ];
        _terminal.Hint($"To check or fill in, in {manifest}: {string.Join(", ", open)}.");
        _terminal.Hint($"Then: vision models doctor {package.Directory}");
    }
}
