using System.Collections.Immutable;
using System.Globalization;
using VisionSdk.Onnx;

namespace VisionSdk;

/// <summary>How a picture becomes the input: what the shape says, what the graph does itself, and for the rest the family's convention.</summary>
internal static class InputGuess
{
    private static readonly ImmutableArray<string> Arithmetic = ["Sub", "Div", "Mul", "Add", "BatchNormalization"];

    public static ModelInput? Create(GraphView graph, FamilyMatch? match, ImmutableArray<GuessedField>.Builder fields)
    {
        if (graph.Picture is not { } picture)
        {
            var inputs = string.Join("; ", graph.Report.Inputs);
            fields.Add(
                new GuessedField(
                    "input",
                    null,
                    GuessConfidence.Unknown,
                    $"no single input has the shape of a picture: {inputs}"
                )
            );
            return null;
        }

        fields.Add(new GuessedField("input.name", picture.Name, GuessConfidence.Certain, "the graph's only input"));
        fields.Add(
            new GuessedField(
                "input.layout",
                DecoderNames.Of(picture.Layout),
                GuessConfidence.Certain,
                $"the {picture.Channels} channel(s) stand {(picture.Layout == TensorLayout.Nchw ? "second" : "last")}: {graph.Report.Inputs[0]}"
            )
        );
        if (picture.ElementType != OnnxElementType.Float32)
        {
            fields.Add(
                new GuessedField(
                    "input.type",
                    null,
                    GuessConfidence.Unknown,
                    $"the input holds {picture.ElementType}; float32 is fed. Export the graph with a float32 input"
                )
            );
            return null;
        }

        if (AddSize(graph, picture, fields) is not { } size)
        {
            return null;
        }

        var maxBatch = picture.Batch.Length == 1 ? 1 : 0;
        fields.Add(
            new GuessedField(
                "input.maxBatch",
                $"{maxBatch}",
                GuessConfidence.Certain,
                maxBatch == 1 ? "the batch is fixed to 1" : $"the batch is '{picture.Batch}', open"
            )
        );
        var input = new ModelInput
        {
            Name = picture.Name,
            Layout = picture.Layout,
            Width = size.Width,
            Height = size.Height,
            MaxBatch = maxBatch,
        };
        return WithPixels(WithFit(input, graph, match, fields), graph, picture, match, fields);
    }

    private static ImageSize? AddSize(
        GraphView graph,
        PictureInput picture,
        ImmutableArray<GuessedField>.Builder fields
    )
    {
        var (value, confidence, reason) = (graph.Hints.InputSize, picture.Size) switch
        {
            ({ } given, _) => ((ImageSize?)given, GuessConfidence.Given, "as given"),
            (_, { } fixedSize) => (fixedSize, GuessConfidence.Certain, "the graph fixes it"),
            _ => (
                null,
                GuessConfidence.Unknown,
                "the graph takes any size: pass --size WIDTHxHEIGHT as it was trained"
            ),
        };
        fields.Add(new GuessedField("input.size", value?.ToString(), confidence, reason));
        return value;
    }

    private static ModelInput WithFit(
        ModelInput input,
        GraphView graph,
        FamilyMatch? match,
        ImmutableArray<GuessedField>.Builder fields
    )
    {
        var convention = match?.Convention;
        var aligned = match?.Embedding is { Aligner: not FaceAligner.None };
        var resize = graph.Hints.Resize ?? convention?.Resize ?? ResizeMode.Letterbox;
        var confidence = graph.Hints.Resize is not null
            ? GuessConfidence.Given
            : convention?.Confidence ?? GuessConfidence.Unknown;
        var padding =
            convention is { Resize: ResizeMode.Letterbox } && resize == ResizeMode.Letterbox
                ? $", padding {convention.PaddingValue} {DecoderNames.Of(convention.Padding)}"
                : "";
        if (!aligned)
        {
            fields.Add(
                new GuessedField(
                    "input.resize",
                    DecoderNames.Of(resize) + padding,
                    confidence,
                    ReasonOf(
                        confidence,
                        convention,
                        "no file tells how its pictures were fitted; compare with 'vision models doctor'"
                    )
                )
            );
        }

        return input with
        {
            Resize = resize,
            Padding = convention?.Padding ?? PaddingPosition.Center,
            PaddingValue = convention?.PaddingValue ?? 0,
        };
    }

    private static ModelInput WithPixels(
        ModelInput input,
        GraphView graph,
        PictureInput picture,
        FamilyMatch? match,
        ImmutableArray<GuessedField>.Builder fields
    )
    {
        var hints = graph.Hints;
        var convention = match?.Convention;
        var order =
            picture.Channels == 1 ? ColorOrder.Gray : hints.ColorOrder ?? convention?.ColorOrder ?? ColorOrder.Rgb;
        var orderConfidence =
            picture.Channels == 1 ? GuessConfidence.Certain
            : hints.ColorOrder is not null ? GuessConfidence.Given
            : convention?.Confidence ?? GuessConfidence.Unknown;
        fields.Add(
            new GuessedField(
                "input.colorOrder",
                DecoderNames.Of(order),
                orderConfidence,
                picture.Channels == 1
                    ? "there is one channel"
                    : ReasonOf(
                        orderConfidence,
                        convention,
                        "RGB and BGR have the same shape; compare with 'vision models doctor'"
                    )
            )
        );
        var first = graph.Report.FirstUses.GetValueOrDefault(picture.Name, []).Intersect(Arithmetic).ToArray();
        var isOwn = first.Length > 0 && hints.Scale is null && hints.Mean.IsDefaultOrEmpty;
        var normalised = input with
        {
            ColorOrder = order,
            Scale = hints.Scale ?? (isOwn ? 1 : convention?.Scale ?? 1),
            Mean = Channels(hints.Mean, isOwn ? [] : convention?.Mean ?? [], picture.Channels),
            StandardDeviation = Channels(
                hints.StandardDeviation,
                isOwn ? [] : convention?.StandardDeviation ?? [],
                picture.Channels
            ),
        };
        var isGiven =
            hints.Scale is not null || !hints.Mean.IsDefaultOrEmpty || !hints.StandardDeviation.IsDefaultOrEmpty;
        var confidence =
            isGiven ? GuessConfidence.Given
            : isOwn ? GuessConfidence.Likely
            : convention?.Confidence ?? GuessConfidence.Unknown;
        fields.Add(
            new GuessedField(
                "input.normalisation",
                Describe(normalised),
                confidence,
                isOwn
                    ? $"the graph's first operators on the input are {string.Join(", ", first)}: it normalises raw pixels itself"
                    : ReasonOf(
                        confidence,
                        convention,
                        "the graph takes pixels as they are given; compare with 'vision models doctor'"
                    )
            )
        );
        return normalised;
    }

    private static ImmutableArray<float> Channels(
        ImmutableArray<float> given,
        ImmutableArray<float> convention,
        int channels
    )
    {
        var values = given.IsDefaultOrEmpty ? convention : given;
        return values.Length == 3 && channels == 1 ? [values.Average()] : values;
    }

    private static string ReasonOf(GuessConfidence confidence, InputConvention? convention, string unknown) =>
        confidence == GuessConfidence.Given ? "as given"
        : convention is null ? unknown
        : $"as in {convention.Source}";

    private static string Describe(ModelInput input)
    {
        var scaled = input.Scale == 1 ? "x" : string.Create(CultureInfo.InvariantCulture, $"x·{input.Scale:0.######}");
        var mean = input.Mean.IsDefaultOrEmpty ? "" : $" − {Text(input.Mean)}";
        var deviation = input.StandardDeviation.IsDefaultOrEmpty ? "" : $" / {Text(input.StandardDeviation)}";
        return mean.Length > 0 && deviation.Length > 0 ? $"({scaled}{mean}){deviation}" : scaled + mean + deviation;
    }

    private static string Text(ImmutableArray<float> values) =>
        values.Distinct().Count() == 1
            ? values[0].ToString("0.####", CultureInfo.InvariantCulture)
            : $"({string.Join(", ", values.Select(static value => value.ToString("0.####", CultureInfo.InvariantCulture)))})";
}
