namespace VisionSdk;

/// <summary>What a graph shows of its scores.</summary>
internal static class OutputFacts
{
    public static ScoreActivation? ActivationOf(DecoderSettings output) =>
        output switch
        {
            AnchorFreeSettings settings => settings.Activation,
            PriorBoxSettings settings => settings.Activation,
            CenterHeatmapSettings settings => settings.Activation,
            ScrfdSettings settings => settings.Activation,
            ClassificationSettings settings => settings.Activation,
            _ => null,
        };

    public static GuessedField Activation(ScoreActivation activation, GraphOutput scores)
    {
        var by = string.Join(", ", scores.ComputedBy);
        var (confidence, reason) = (scores.IsSigmoid || scores.IsSoftmax, scores.IsRaw, by.Length) switch
        {
            (true, _, _) => (GuessConfidence.Certain, $"'{scores.Name}' is computed by {by}: probabilities already"),
            (_, true, _) => (GuessConfidence.Likely, $"'{scores.Name}' comes straight from {by}: raw scores"),
            (_, _, 0) => (GuessConfidence.Unknown, $"nothing tells what computes '{scores.Name}'"),
            _ => (GuessConfidence.Assumed, $"'{scores.Name}' is computed by {by}"),
        };
        return new GuessedField("output.activation", DecoderNames.Of(activation), confidence, reason);
    }
}
