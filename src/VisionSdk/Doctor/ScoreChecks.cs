using System.Globalization;

namespace VisionSdk;

/// <summary>Whether a detector's scores have the scale that its manifest says: probabilities, or what becomes one.</summary>
internal static class ScoreChecks
{
    private const float Rounding = 1e-3f;

    public static IEnumerable<ModelFinding> Of(DetectorSettings settings, IReadOnlyList<RecordedRun> photos)
    {
        var (count, low, high) = (0, float.MaxValue, float.MinValue);
        foreach (var value in photos.SelectMany(photo => ScoreValues.Of(settings, photo)).Where(float.IsFinite))
        {
            (count, low, high) = (count + 1, MathF.Min(low, value), MathF.Max(high, value));
        }

        if (count < 2)
        {
            yield break;
        }

        var range = string.Create(CultureInfo.InvariantCulture, $"{count} scores from {low:0.####} to {high:0.####}");
        var activation = ScoreValues.ActivationOf(settings);
        if (high - low < 1e-6f)
        {
            yield return new ModelFinding(
                "scores-constant",
                FindingSeverity.Error,
                "All scores are equal.",
                range,
                "output.tensors: another tensor holds the scores, or input.scale is far off"
            );
        }
        else if (activation == ScoreActivation.None && (low < -Rounding || high > 1 + Rounding))
        {
            var columns = settings is PriorBoxSettings { ClassOffset: > 0 };
            yield return new ModelFinding(
                "scores-not-probabilities",
                FindingSeverity.Error,
                "The scores are taken for probabilities, and are none.",
                range,
                settings is YuNetSettings or EndToEndSettings
                    ? "output.tensors: another tensor holds the confidences"
                    : $"output.activation: {(columns ? "softmax" : "sigmoid")}"
            );
        }
        else if (activation != ScoreActivation.None && low >= -Rounding && high <= 1 + Rounding)
        {
            yield return new ModelFinding(
                "scores-activated-twice",
                FindingSeverity.Error,
                $"The scores are probabilities already, and go through {DecoderNames.Of(activation)} again.",
                range,
                "output.activation: none"
            );
        }
    }
}
