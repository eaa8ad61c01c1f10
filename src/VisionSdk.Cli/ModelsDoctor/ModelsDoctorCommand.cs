using System.CommandLine;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary><c>vision models doctor</c>: what looks wrong with a package, and what would mend it?</summary>
internal sealed class ModelsDoctorCommand
{
    private readonly Argument<string> _model = new("model")
    {
        Description = "Folder of a package, or ID, or ID@VERSION.",
    };

    private readonly Option<string?> _photos = new("--photos")
    {
        Description = "Folder of photos of what the model is made for [default: photos of people that come along].",
        HelpName = "FOLDER",
    };

    private readonly Option<string[]> _images = new("--image")
    {
        Description = "A photo; may be repeated.",
        HelpName = "FILE",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder where to draw what was found.",
        HelpName = "FOLDER",
    };

    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private ModelsDoctorCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var doctor = new ModelsDoctorCommand(terminal, common);
        var command = new Command("doctor", "Run a package on photos and name what looks wrong with its manifest.")
        {
            doctor._model,
            doctor._photos,
            doctor._images,
            doctor._out,
        };
        command.SetAction((arguments, cancellationToken) => Task.Run(() => doctor.Run(arguments, cancellationToken)));
        return command;
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var package = Open(arguments);
        var photos = Photos(arguments);
        var options = new EngineOptions { ExecutionProvider = arguments.GetValue(_common.Provider) };
        using var faces = package.Manifest.Embedding is { Aligner: not FaceAligner.None }
            ? DoctorFaces.Open(arguments.GetValue(_common.Models)?.FullName, options)
            : null;
        var examination = new ModelDoctor(options, faces?.Pipeline).Examine(
            package,
            [.. photos.Select(ImageSource.FromFile)],
            cancellationToken
        );
        var drawn = Draw(arguments, photos, examination);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(
                ModelDoctorReport.From(package, photos, examination, drawn),
                CliJsonContext.Default.ModelDoctorReport
            );
        }
        else
        {
            ModelDoctorTable.Write(_terminal, package, photos, examination);
            foreach (var file in drawn)
            {
                _terminal.Hint(file);
            }
        }

        return examination.HasErrors ? ExitCode.Model : ExitCode.Done;
    }

    private ModelPackage Open(ParseResult arguments)
    {
        var name = arguments.GetValue(_model)!;
        return Directory.Exists(name)
            ? ModelPackage.Open(name)
            : Packages.Open(Packages.Repository(_common, arguments), name);
    }

    private IReadOnlyList<string> Photos(ParseResult arguments)
    {
        string[] named =
        [
            .. arguments.GetValue(_photos) is { } folder ? [InputFiles.RequireFolder(folder)] : Array.Empty<string>(),
            .. arguments.GetValue(_images)!,
        ];
        if (named.Length > 0)
        {
            return InputFiles.Expand(named);
        }

        var own = Path.Combine(AppContext.BaseDirectory, "photos");
        return Directory.Exists(own)
            ? InputFiles.Pictures(own)
            : throw new UsageException("Name photos of what the model is made for, by --photos or --image.");
    }

    private IReadOnlyList<string> Draw(
        ParseResult arguments,
        IReadOnlyList<string> photos,
        ModelExamination examination
    )
    {
        if (arguments.GetValue(_out) is not { } folder)
        {
            return [];
        }

        Directory.CreateDirectory(folder);
        using var pictures = new AnnotatedPictures(folder, photos.Count);
        return
        [
            .. examination
                .Photos.Where(static photo => photo.Summary is null)
                .Select(photo => pictures.Write(photos[photo.Index], photo.Detections.Select(ImageAnnotation.From))),
        ];
    }
}
