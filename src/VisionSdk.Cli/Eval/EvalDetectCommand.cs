using System.Collections.Immutable;
using System.CommandLine;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary><c>vision eval detect</c>: how well does a detector find what people labelled?</summary>
internal sealed class EvalDetectCommand
{
    // Average precision needs the unsure detections too; the recommended confidence would cut the curve short.
    private const float LowestConfidence = 0.01f;

    private readonly Option<string> _images = new("--images")
    {
        Description = "The folder of the pictures.",
        HelpName = "FOLDER",
        Required = true,
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "Folder of YOLO label files, one per picture.",
        HelpName = "FOLDER",
    };

    private readonly Option<string?> _truth = new("--gt")
    {
        Description =
            "CSV of one class: file,orig_width,orig_height,x0,y0,x1,y1,ignore; pictures get their original proportions back.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description =
            "Another detection model: ID or ID@VERSION [default: the object detector, with --gt the face detector].",
        HelpName = "ID",
    };

    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private EvalDetectCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var eval = new EvalDetectCommand(terminal, common);
        var command = new Command("detect", "Measure detection on labelled pictures.")
        {
            eval._images,
            eval._labels,
            eval._truth,
            eval._model,
        };
        command.SetAction(eval.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var pictures = Read(arguments);
        var slot = arguments.GetValue(_truth) is null ? VisionSlots.ObjectDetector : VisionSlots.FaceDetector;
        var options = _common.ClientOptions(arguments);
        if (arguments.GetValue(_model) is { } model)
        {
            options.Slots[slot] = model;
        }

        await using var client = VisionClient.Create(options);
        var models = await client.WarmUpAsync([slot], cancellationToken);
        var labels = Packages
            .Open(Packages.Repository(_common, arguments), $"{models[0].ModelId}@{models[0].Version}")
            .Manifest.Labels;
        var detection = new DetectOptions { Slot = slot, MinConfidence = LowestConfidence };
        var result = await _terminal.ProgressAsync(
            "Detecting",
            pictures.Count,
            step => EvaluateAsync(client, pictures, detection, step, cancellationToken)
        );
        var report = Report(result, labels, models);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.EvalDetectReport);
        }
        else
        {
            EvalDetectTable.Write(_terminal, report);
        }

        return ExitCode.Done;
    }

    private IReadOnlyList<LabelledPicture> Read(ParseResult arguments) =>
        (arguments.GetValue(_images)!, arguments.GetValue(_labels), arguments.GetValue(_truth)) switch
        {
            (var images, { } labels, null) => YoloLabelFolder.Read(images, labels),
            (var images, null, { } truth) => GroundTruthFile.Read(images, truth),
            _ => throw new UsageException("Name the labels by either --labels or --gt."),
        };

    private static async Task<DetectionReport> EvaluateAsync(
        VisionClient client,
        IReadOnlyList<LabelledPicture> pictures,
        DetectOptions options,
        Action step,
        CancellationToken cancellationToken
    )
    {
        var evaluator = new DetectionEvaluator();
        using var decoder = new ImageDecoder();
        await Parallel.ForEachAsync(
            pictures,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = VisionSdkDefaults.MaxConcurrency,
                CancellationToken = cancellationToken,
            },
            async (labelled, token) =>
            {
                var picture = EvaluationPicture.Open(labelled, decoder);
                var result = await client.DetectAsync(picture.Source, options, token);
                lock (evaluator)
                {
                    // The report does not depend on the order of the pictures.
                    evaluator.AddImage([.. picture.Truth], result.Detections.AsSpan());
                }

                step();
            }
        );
        return evaluator.Evaluate();
    }

    private static EvalDetectReport Report(
        DetectionReport report,
        ImmutableArray<string> labels,
        ImmutableArray<ModelUse> models
    ) =>
        new(
            report.ImageCount,
            report.AveragePrecision50,
            report.AveragePrecision50To95,
            [
                .. report
                    .Classes.Where(static item => item.GroundTruthCount > 0)
                    .Select(item => new EvalDetectClass(
                        item.ClassId,
                        item.ClassId < labels.Length ? labels[item.ClassId] : $"class {item.ClassId}",
                        item.GroundTruthCount,
                        item.AveragePrecision50,
                        item.AveragePrecision50To95
                    )),
            ],
            [.. models.Select(ModelUseReport.From)]
        );
}
