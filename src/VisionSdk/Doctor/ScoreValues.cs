namespace VisionSdk;

/// <summary>The raw scores among a detector's outputs, and what the decoder does with them.</summary>
internal static class ScoreValues
{
    /// <summary>How the settings turn them into confidences; the anchors of a grid always go through a sigmoid.</summary>
    public static ScoreActivation ActivationOf(DetectorSettings settings) =>
        OutputFacts.ActivationOf(settings)
        ?? (settings is AnchorGridSettings ? ScoreActivation.Sigmoid : ScoreActivation.None);

    /// <summary>All raw scores of one picture.</summary>
    public static IEnumerable<float> Of(DetectorSettings settings, RecordedRun run) =>
        settings switch
        {
            PriorBoxSettings => Tensors(
                run,
                Enumerable.Range(0, settings.Tensors.Length / 2).Select(static pair => 2 * pair)
            ),
            ScrfdSettings scrfd => Tensors(run, Enumerable.Range(0, scrfd.Strides.Length)),
            YuNetSettings yuNet => Tensors(run, Enumerable.Range(0, 2 * yuNet.Strides.Length)),
            CenterHeatmapSettings => Tensors(run, [0]),
            EndToEndSettings { Tensors.Length: 3 } => Tensors(run, [1]),
            EndToEndSettings => Columns(run.Values(0).ToArray(), 6, 4, 5),
            AnchorFreeSettings free => OfAnchorFree(free, run.Values(0).ToArray()),
            _ => [],
        };

    private static IEnumerable<float> OfAnchorFree(AnchorFreeSettings settings, float[] values)
    {
        var channels = (settings.HasObjectness ? 5 : 4) + settings.ClassCount;
        return settings.Transposed
            ? values.Skip(4 * (values.Length / channels))
            : Columns(values, channels, 4, channels);
    }

    private static IEnumerable<float> Tensors(RecordedRun run, IEnumerable<int> tensors) =>
        tensors.SelectMany(tensor => run.Values(tensor).ToArray());

    private static IEnumerable<float> Columns(float[] values, int length, int first, int end) =>
        values.Where((_, i) => i % length >= first && i % length < end);
}
