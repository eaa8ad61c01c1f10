namespace VisionSdk;

/// <summary>Which decoder goes with which settings.</summary>
public static class DetectionDecoders
{
    /// <summary>Creates the decoder that a manifest's settings name.</summary>
    /// <param name="settings">Settings of one of the detector kinds.</param>
    /// <returns>An immutable decoder, safe for concurrent use.</returns>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every problem.</exception>
    /// <exception cref="NotSupportedException">The settings are of a kind that this assembly does not know.</exception>
    /// <remarks>
    /// All decoders drop candidates whose box is empty or not finite, and throw <see cref="ModelSignatureException"/> when an output has
    /// another number of values than the settings need.
    /// </remarks>
    public static IDetectionDecoder Create(DetectorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ThrowIfInvalid(settings);
        return settings switch
        {
            AnchorGridSettings anchorGrid => new AnchorGridDecoder(anchorGrid),
            AnchorFreeSettings anchorFree => new AnchorFreeDecoder(anchorFree),
            PriorBoxSettings priorBox => new PriorBoxDecoder(priorBox),
            CenterHeatmapSettings centerHeatmap => new CenterHeatmapDecoder(centerHeatmap),
            ScrfdSettings scrfd => new ScrfdDecoder(scrfd),
            YuNetSettings yuNet => new YuNetDecoder(yuNet),
            EndToEndSettings endToEnd => new EndToEndDecoder(endToEnd),
            _ => throw new NotSupportedException($"There is no decoder for {settings.GetType().Name}."),
        };
    }

    internal static void ThrowIfInvalid(DetectorSettings settings)
    {
        var problems = new ManifestProblems();
        DetectorRules.Check(settings, problems);
        if (!problems.IsEmpty)
        {
            throw new ArgumentException($"The detector settings are not valid: {problems}", nameof(settings));
        }
    }
}
