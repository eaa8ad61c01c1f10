using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace VisionSdk.Cli;

/// <summary><c>vision anchors fit</c>: which shapes do the boxes of a data set have?</summary>
internal sealed class AnchorsFitCommand
{
    private readonly Option<string> _labels = new("--labels")
    {
        Description = "Folder of the labels: YOLO text files, or a Pascal VOC data set.",
        HelpName = "FOLDER",
        Required = true,
    };

    private readonly Option<LabelFormat?> _format = new("--format")
    {
        Description = "Form of the labels: yolo or voc [default: voc where there are XML annotations].",
        HelpName = "FORMAT",
    };

    private readonly Option<string?> _split = new("--split")
    {
        Description = "Only this split: ImageSets/Main/SPLIT.txt of VOC, the folder SPLIT of YOLO labels.",
        HelpName = "SPLIT",
    };

    private readonly Option<string?> _images = new("--images")
    {
        Description =
            "Folder of the pictures, for YOLO labels that keep proportions [default: images beside the labels].",
        HelpName = "FOLDER",
    };

    private readonly Option<int> _count = new("-k", "--count")
    {
        Description = "How many anchors.",
        DefaultValueFactory = static _ => 5,
        HelpName = "COUNT",
    };

    private readonly Option<ImageSize> _size = new("--size")
    {
        Description = "The network's input, in pixels.",
        DefaultValueFactory = static _ => new ImageSize(416, 416),
        CustomParser = ParseSize,
        HelpName = "WIDTHxHEIGHT",
    };

    private readonly Option<ResizeMode> _resize = new("--resize")
    {
        Description = "How pictures are fitted to the input: letterbox, stretch or crop.",
        DefaultValueFactory = static _ => ResizeMode.Letterbox,
        HelpName = "MODE",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of the random starts; equal seeds give equal anchors.",
        DefaultValueFactory = static _ => 0,
        HelpName = "NUMBER",
    };

    private readonly Option<float> _threshold = new("--recall-threshold")
    {
        Description = "Shape IoU from which on an anchor counts as able to find a box.",
        DefaultValueFactory = static _ => AnchorSet.DefaultRecallThreshold,
        HelpName = "IOU",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "Name of the set [default: name of the folder].",
        HelpName = "NAME",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Write the set to this JSON file too.",
        HelpName = "FILE",
    };

    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private AnchorsFitCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var fit = new AnchorsFitCommand(terminal, common);
        var command = new Command(
            "fit",
            "Fit anchors to the labelled boxes of a data set. With --store the set is kept under the next version of its name."
        )
        {
            fit._labels,
            fit._format,
            fit._split,
            fit._images,
            fit._count,
            fit._size,
            fit._resize,
            fit._seed,
            fit._threshold,
            fit._name,
            fit._out,
        };
        fit._store.AddWithTenantTo(command);
        command.SetAction(fit.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = InputFiles.RequireFolder(arguments.GetValue(_labels)!);
        var labels = LabelFolder.Read(
            folder,
            arguments.GetValue(_format),
            arguments.GetValue(_split),
            arguments.GetValue(_images),
            arguments.GetValue(_resize)
        );
        var (set, fit) = Fit(arguments, folder, labels);
        if (_store.IsNamed(arguments))
        {
            await using var client = _store.Open(arguments, _common, mayCreate: true);
            var store = await client.OpenStoreAsync(cancellationToken);
            set = await AnchorSetVersions.KeepAsync(store, _store.Tenant(arguments), set, labels, cancellationToken);
        }

        var report = AnchorSetReport.From(set, fit, labels);
        if (arguments.GetValue(_out) is { } path)
        {
            AnchorSetFile.Write(path, report);
        }

        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.AnchorSetReport);
        }
        else
        {
            AnchorSetTable.Write(_terminal, report);
        }

        return ExitCode.Done;
    }

    private (AnchorSet Set, AnchorFit Fit) Fit(ParseResult arguments, string folder, LabelSet labels)
    {
        var size = arguments.GetValue(_size);
        var resize = arguments.GetValue(_resize);
        var seed = arguments.GetValue(_seed);
        var shapes = AnchorShapes.Of(labels, size, resize);
        var fit = AnchorClustering.Fit(
            shapes.AsSpan(),
            new AnchorClusteringOptions
            {
                Count = arguments.GetValue(_count),
                Seed = seed,
                RecallThreshold = arguments.GetValue(_threshold),
            }
        );
        var dataSet = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var split = arguments.GetValue(_split) is { } named ? $" ({named})" : "";
        var set = AnchorSet.From(
            arguments.GetValue(_name) ?? dataSet,
            version: 1,
            size,
            fit,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{dataSet}{split}: {shapes.Length} boxes of {labels.Images.Length} pictures, {resize}, seed {seed}"
            )
        );
        return (set, fit);
    }

    private static ImageSize ParseSize(ArgumentResult result)
    {
        var sides = result.Tokens[0].Value.Split('x');
        if (
            sides.Length == 2
            && int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width > 0
            && height > 0
        )
        {
            return new ImageSize(width, height);
        }

        result.AddError($"--size '{result.Tokens[0].Value}' is not a size such as 416x416.");
        return default;
    }
}
