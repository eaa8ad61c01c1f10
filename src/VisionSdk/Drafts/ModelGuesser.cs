using System.Collections.Immutable;
using VisionSdk.Onnx;

namespace VisionSdk;

/// <summary>Guesses from an ONNX file alone what its manifest might say, and gives a reason for each field.</summary>
/// <remarks>
/// Pure and thread-safe: nothing is run. What a file cannot tell (the colour order, the anchors, the labels) follows the conventions of the family of networks
/// that the outputs look like, and says so; where there is no convention the field is <see cref="GuessConfidence.Unknown"/>.
/// </remarks>
public static class ModelGuesser
{
    // The special ones first: a graph of UltraFace also reads as an SSD.
    private static readonly ImmutableArray<IModelFamily> Families =
    [
        new UltraFaceFamily(),
        new YuNetFamily(),
        new ScrfdFamily(),
        new BlazeFaceFamily(),
        new CenterNetFamily(),
        new YoloGridFamily(),
        new YoloFamily(),
        new SsdFamily(),
        new EndToEndFamily(),
        new VectorFamily(),
    ];

    /// <summary>Guesses a manifest.</summary>
    /// <param name="report">What the file says about itself.</param>
    /// <param name="hints">What is known besides; <see langword="null"/> for nothing.</param>
    /// <returns>The guess; incomplete when the outputs fit no decoder or the input is no picture.</returns>
    public static ModelGuess Guess(OnnxGraphReport report, ModelHints? hints = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var graph = GraphView.Create(report, hints ?? new ModelHints());
        var match = Families.Select(family => family.Match(graph)).FirstOrDefault(found => Fits(found, graph.Hints));
        var fields = ImmutableArray.CreateBuilder<GuessedField>();
        AddTask(fields, match, graph);
        var input = InputGuess.Create(graph, match, fields);
        var labels = LabelGuess.Create(graph, match, fields);
        AddOutput(fields, match, graph);
        return new ModelGuess
        {
            Fields = fields.ToImmutable(),
            Family = match?.Family,
            Task = match?.Task,
            Input = input,
            Output = match is null ? null : WithClasses(match.Output, labels.Length),
            Labels = labels,
            Embedding = match?.Embedding,
        };
    }

    private static bool Fits(FamilyMatch? match, ModelHints hints) =>
        match is not null
        && (hints.Task is not { } task || task == match.Task)
        && (hints.Decoder is not { } decoder || decoder == DecoderNames.Of(match.Output));

    private static void AddTask(ImmutableArray<GuessedField>.Builder fields, FamilyMatch? match, GraphView graph)
    {
        var task = match is null ? null : DecoderNames.Of(match.Task);
        fields.Add(
            graph.Hints.Task is not null && match is not null
                ? new GuessedField("task", task, GuessConfidence.Given, "as given")
            : match is not null
                ? new GuessedField("task", task, match.Confidence, $"looks like {match.Family}: {match.Reason}")
            : new GuessedField(
                "task",
                null,
                GuessConfidence.Unknown,
                $"no decoder reads outputs of these shapes{(graph.Hints.Decoder is { } decoder ? $" by '{decoder}'" : "")}: {string.Join("; ", graph.Outputs)}"
            )
        );
    }

    private static void AddOutput(ImmutableArray<GuessedField>.Builder fields, FamilyMatch? match, GraphView graph)
    {
        if (match is null)
        {
            fields.Add(
                new GuessedField(
                    "output.decoder",
                    null,
                    GuessConfidence.Unknown,
                    "pass --decoder with --task where the family is known, or --size where the graph takes any size"
                )
            );
            return;
        }

        fields.Add(
            new GuessedField(
                "output.decoder",
                DecoderNames.Of(match.Output),
                graph.Hints.Decoder is null ? match.Confidence : GuessConfidence.Given,
                graph.Hints.Decoder is null ? $"reads what {match.Family} returns" : "as given"
            )
        );
        fields.Add(
            new GuessedField(
                "output.tensors",
                string.Join(", ", match.Output.Tensors),
                match.Confidence,
                "in the order that the decoder reads them"
            )
        );
        if (OutputFacts.ActivationOf(match.Output) is { } activation)
        {
            var scores = graph.Outputs.First(output => output.Name == match.Output.Tensors[0]);
            fields.Add(OutputFacts.Activation(activation, scores));
        }

        fields.AddRange(match.Doubts);
    }

    // Labels that were given tell how many classes an end-to-end graph has.
    private static DecoderSettings WithClasses(DecoderSettings output, int labels) =>
        output is EndToEndSettings endToEnd && labels > 0 ? endToEnd with { ClassCount = labels } : output;
}
