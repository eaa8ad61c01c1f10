using System.Collections.Immutable;
using System.Globalization;

namespace VisionSdk;

/// <summary>Examines classifiers and locators of keypoints: finite values that depend on the photo, probabilities that are some, points inside.</summary>
internal sealed class VectorExamination(RunRecorder runs, PhotoSet photos)
{
    private const float Rounding = 1e-2f;

    public ModelExamination Run(List<ModelFinding> findings)
    {
        RecordedRun[] answers = [.. photos.Images.Select(image => runs.Whole(image, runs.Manifest.Input))];
        findings.AddRange(TensorChecks.Of(runs.Manifest, answers));
        if (runs.Manifest.Output is ClassificationSettings settings)
        {
            findings.AddRange(Probabilities(settings, answers));
        }

        return ModelDoctor.Report(findings) with
        {
            Photos = [.. answers.Select((answer, i) => new ExaminedPhoto(photos.IndexOf(i), [], Summary(answer)))],
        };
    }

    private IEnumerable<ModelFinding> Probabilities(ClassificationSettings settings, RecordedRun[] answers)
    {
        var classes = runs.Manifest.Labels.Length;
        var length = answers[0].Values(0).Length;
        if (length != classes)
        {
            yield return new ModelFinding(
                "label-count",
                FindingSeverity.Error,
                "There is not a label for each class.",
                $"{classes} labels for {length} scores",
                "labels: one name per score"
            );
        }

        var areProbabilities = answers.All(static answer => IsDistribution(answer.Values(0)));
        if (settings.Activation == ScoreActivation.None && answers.Any(static answer => !IsInUnit(answer.Values(0))))
        {
            yield return new ModelFinding(
                "scores-not-probabilities",
                FindingSeverity.Error,
                "The scores are taken for probabilities, and are none.",
                Range(answers),
                "output.activation: softmax"
            );
        }
        else if (settings.Activation == ScoreActivation.Softmax && areProbabilities)
        {
            yield return new ModelFinding(
                "scores-activated-twice",
                FindingSeverity.Error,
                "The scores are probabilities already, and go through softmax again.",
                $"they sum to 1 in every photo; {Range(answers)}",
                "output.activation: none"
            );
        }
    }

    private string? Summary(RecordedRun answer)
    {
        if (runs.Manifest.Output is not ClassificationSettings || answer.Values(0).IsEmpty)
        {
            return null;
        }

        var values = answer.Values(0).ToArray();
        var best = Array.IndexOf(values, values.Max());
        var label = best < runs.Manifest.Labels.Length ? runs.Manifest.Labels[best] : $"class {best}";
        return string.Create(CultureInfo.InvariantCulture, $"{label} ({values[best]:0.###})");
    }

    private static bool IsInUnit(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!(value >= -Rounding && value <= 1 + Rounding))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDistribution(ReadOnlySpan<float> values) =>
        IsInUnit(values) && Math.Abs(System.Numerics.Tensors.TensorPrimitives.Sum(values) - 1) < Rounding;

    private static string Range(RecordedRun[] answers)
    {
        ImmutableArray<float> values = [.. answers.SelectMany(static answer => answer.Values(0).ToArray())];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"scores from {values.Min():0.####} to {values.Max():0.####}"
        );
    }
}
