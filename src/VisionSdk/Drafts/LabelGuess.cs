using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Where the names of the classes come from.</summary>
internal static class LabelGuess
{
    public static ImmutableArray<string> Create(
        GraphView graph,
        FamilyMatch? match,
        ImmutableArray<GuessedField>.Builder fields
    )
    {
        if (match is null or { Classes: 0 })
        {
            return [];
        }

        if (!graph.Hints.Labels.IsDefaultOrEmpty)
        {
            fields.Add(new GuessedField("labels", Text(graph.Hints.Labels), GuessConfidence.Given, "as given"));
            return graph.Hints.Labels;
        }

        if (!match.Labels.IsEmpty)
        {
            var isMetadata = graph.Report.Metadata.ContainsKey("names");
            fields.Add(
                new GuessedField(
                    "labels",
                    Text(match.Labels),
                    isMetadata ? GuessConfidence.Certain : GuessConfidence.Likely,
                    isMetadata ? "the file's metadata names them" : $"{match.Family} knows no other class"
                )
            );
            return match.Labels;
        }

        ImmutableArray<string> numbered = [.. Enumerable.Range(0, match.Classes).Select(static id => $"class-{id}")];
        fields.Add(
            new GuessedField(
                "labels",
                Text(numbered),
                GuessConfidence.Unknown,
                $"the file names none of its {match.Classes} class(es): pass --labels, or write them in the order of the training"
            )
        );
        return numbered;
    }

    private static string Text(ImmutableArray<string> labels) =>
        labels.Length <= 4 ? string.Join(", ", labels) : $"{labels.Length}: {string.Join(", ", labels.Take(3))}, …";
}
