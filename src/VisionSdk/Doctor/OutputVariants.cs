namespace VisionSdk;

/// <summary>Other readings of a detector's outputs.</summary>
internal static class OutputVariants
{
    /// <summary>Id of the readings that turn scores into confidences in another way.</summary>
    public const string ScoreScale = "score-scale";

    public static IEnumerable<(string Id, string Change, DetectorSettings Settings)> Of(
        DetectorSettings settings,
        RecordedRun run
    ) =>
        settings switch
        {
            PriorBoxSettings priorBox => Of(priorBox, run),
            EndToEndSettings endToEnd => Of(endToEnd),
            AnchorGridSettings grid => Of(grid),
            AnchorFreeSettings free => Activations(free.Activation)
                .Select(other => (ScoreScale, Activation(other), (DetectorSettings)(free with { Activation = other }))),
            ScrfdSettings scrfd => Activations(scrfd.Activation)
                .Select(other =>
                    (ScoreScale, Activation(other), (DetectorSettings)(scrfd with { Activation = other }))
                ),
            CenterHeatmapSettings heat => Activations(heat.Activation)
                .Select(other => (ScoreScale, Activation(other), (DetectorSettings)(heat with { Activation = other }))),
            _ => [],
        };

    private static IEnumerable<(string, string, DetectorSettings)> Of(PriorBoxSettings settings, RecordedRun run)
    {
        yield return (
            "box-coding",
            $"output.yBeforeX: {(settings.YBeforeX ? "false" : "true")}",
            settings with
            {
                YBeforeX = !settings.YBeforeX,
            }
        );
        var columns = run.Values(0).Length * (4 + (2 * settings.KeypointsPerBox)) / Math.Max(run.Values(1).Length, 1);
        foreach (var offset in new[] { settings.ClassOffset - 1, settings.ClassOffset + 1 })
        {
            if (offset >= 0 && offset + settings.ClassCount <= columns)
            {
                yield return ("class-offset", $"output.classOffset: {offset}", settings with { ClassOffset = offset });
            }
        }

        foreach (var activation in Activations(settings.Activation).Append(ScoreActivation.Softmax).Distinct())
        {
            if (activation != settings.Activation && (activation != ScoreActivation.Softmax || columns > 1))
            {
                yield return (ScoreScale, Activation(activation), settings with { Activation = activation });
            }
        }

        var hasSizes = settings.PriorsFromTensor || !settings.PriorSizes.IsEmpty;
        foreach (var coding in Enum.GetValues<PriorBoxCoding>())
        {
            var fits = coding switch
            {
                PriorBoxCoding.Corners => true,
                PriorBoxCoding.CenterSize => hasSizes,
                _ => settings.PriorsFromTensor || !settings.Grids.IsEmpty,
            };
            if (fits && coding != settings.BoxCoding)
            {
                yield return (
                    "box-coding",
                    $"output.boxCoding: {DecoderNames.Of(coding)}",
                    settings with
                    {
                        BoxCoding = coding,
                    }
                );
            }
        }
    }

    private static IEnumerable<(string, string, DetectorSettings)> Of(EndToEndSettings settings)
    {
        yield return (
            "box-coding",
            $"output.normalized: {(settings.Normalized ? "false" : "true")}",
            settings with
            {
                Normalized = !settings.Normalized,
            }
        );
        yield return (
            "box-coding",
            $"output.yBeforeX: {(settings.YBeforeX ? "false" : "true")}",
            settings with
            {
                YBeforeX = !settings.YBeforeX,
            }
        );
    }

    private static IEnumerable<(string, string, DetectorSettings)> Of(AnchorGridSettings settings)
    {
        var coding =
            settings.BoxCoding == YoloBoxCoding.Exponential ? YoloBoxCoding.Quadratic : YoloBoxCoding.Exponential;
        yield return (
            "box-coding",
            $"output.boxCoding: {DecoderNames.Of(coding)}",
            settings with
            {
                BoxCoding = coding,
            }
        );
    }

    private static IEnumerable<ScoreActivation> Activations(ScoreActivation own) =>
        own == ScoreActivation.Sigmoid ? [ScoreActivation.None] : [ScoreActivation.Sigmoid];

    private static string Activation(ScoreActivation activation) => $"output.activation: {DecoderNames.Of(activation)}";
}
