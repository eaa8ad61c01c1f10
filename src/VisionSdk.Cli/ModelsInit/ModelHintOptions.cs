using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;

namespace VisionSdk.Cli;

/// <summary>The options that say what is known of a model beyond its file.</summary>
internal sealed class ModelHintOptions
{
    private readonly Option<string?> _task = new("--task")
    {
        Description = "What the model is for: detection, embedding, classification.",
        HelpName = "TASK",
    };

    private readonly Option<string?> _decoder = new("--decoder")
    {
        Description = "The decoder of its outputs, such as prior-box or anchor-free.",
        HelpName = "DECODER",
    };

    private readonly Option<string?> _size = new("--size")
    {
        Description = "Size of the input in pixels, where the graph takes any.",
        HelpName = "WIDTHxHEIGHT",
    };

    private readonly Option<ColorOrder?> _colors = new("--colors")
    {
        Description = "Order of the channels: rgb or bgr.",
        HelpName = "ORDER",
    };

    private readonly Option<ResizeMode?> _resize = new("--resize")
    {
        Description = "How pictures are fitted: letterbox, stretch or crop.",
        HelpName = "MODE",
    };

    private readonly Option<float?> _scale = new("--scale")
    {
        Description = "Factor on pixel values, such as 0.00392157.",
        HelpName = "FACTOR",
    };

    private readonly Option<string?> _mean = new("--mean")
    {
        Description = "Mean per channel after scaling, such as 127,127,127.",
        HelpName = "A,B,C",
    };

    private readonly Option<string?> _std = new("--std")
    {
        Description = "Standard deviation per channel, such as 128,128,128.",
        HelpName = "A,B,C",
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "Text file of class names, one a line, in the order of the classes.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _task, _decoder, _size, _colors, _resize, _scale, _mean, _std, _labels })
        {
            command.Options.Add(option);
        }
    }

    public ModelHints Read(ParseResult arguments) =>
        new()
        {
            Task = TaskOf(arguments.GetValue(_task)),
            Decoder = arguments.GetValue(_decoder),
            InputSize = SizeOf(arguments.GetValue(_size)),
            ColorOrder = arguments.GetValue(_colors),
            Resize = arguments.GetValue(_resize),
            Scale = arguments.GetValue(_scale),
            Mean = Numbers(arguments.GetValue(_mean), "--mean"),
            StandardDeviation = Numbers(arguments.GetValue(_std), "--std"),
            Labels = LabelsOf(arguments.GetValue(_labels)),
        };

    private static VisionTask? TaskOf(string? text) =>
        text is null ? null
        : Enum.TryParse<VisionTask>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var task)
            ? task
        : throw new UsageException(
            $"--task '{text}' is none of detection, keypoints, embedding, classification, image-to-image."
        );

    private static ImageSize? SizeOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split('x', 'X');
        return
            parts is [var width, var height]
            && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var w)
            && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
            && w > 0
            && h > 0
            ? new ImageSize(w, h)
            : throw new UsageException($"--size '{text}' is not WIDTHxHEIGHT, such as 640x480.");
    }

    private static ImmutableArray<float> Numbers(string? text, string option)
    {
        if (text is null)
        {
            return [];
        }

        var numbers = ImmutableArray.CreateBuilder<float>();
        foreach (var part in text.Split(','))
        {
            numbers.Add(
                float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw new UsageException(
                        $"{option} '{text}' is not numbers separated by commas, such as 127,127,127."
                    )
            );
        }

        return numbers.ToImmutable();
    }

    private static ImmutableArray<string> LabelsOf(string? path) =>
        path is null
            ? []
            :
            [
                .. File.ReadLines(InputFiles.RequireFile(path))
                    .Select(static line => line.Trim())
                    .Where(static line => line.Length > 0),
            ];
}
