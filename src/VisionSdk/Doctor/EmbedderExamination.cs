using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Examines an embedder: whether its vectors have a direction, tell subjects apart, and do so better under another reading of the input.</summary>
internal sealed class EmbedderExamination(RunRecorder runs, PhotoSet photos, FacePipeline? faces)
{
    private const double Collapsed = 0.95;
    private const double Unstable = 0.6;
    private const double ClearGain = 0.08;

    private readonly EmbeddingSettings _settings = runs.Manifest.Embedding!;

    public ModelExamination Run(List<ModelFinding> findings)
    {
        var subjects = EmbeddingSubjects.Find(_settings, runs.Manifest.Input, photos, faces);
        if (subjects.Length < 2)
        {
            findings.Add(
                new ModelFinding(
                    "subjects-missing",
                    FindingSeverity.Warning,
                    "The embedder was not examined: two subjects at least are needed.",
                    faces is null && _settings.Aligner != FaceAligner.None
                        ? "no detector and landmark model for faces is at hand"
                        : $"{subjects.Length} found in {photos.Count} photo(s)"
                )
            );
            return ModelDoctor.Report(findings);
        }

        var own = Trial("", "", runs.Manifest.Input, subjects);
        findings.AddRange(TensorChecks.Of(runs.Manifest, own.Plain));
        if (own.Plain[0].Values(0).Length != _settings.Dimension)
        {
            throw new ModelSignatureException(
                $"Output '{runs.Manifest.Output.Tensors[0]}' has {own.Plain[0].Values(0).Length} values; embedding.dimension says {_settings.Dimension}."
            );
        }

        findings.AddRange(Vectors(own));
        List<EmbedderTrial> trials = [own, .. Variants(subjects)];
        findings.AddRange(Better(trials));
        return ModelDoctor.Report(findings) with
        {
            Trials = [.. trials.Select(trial => new ModelTrial(trial.Change, trial.Separation, trial.WinsOver(own)))],
        };
    }

    private IEnumerable<EmbedderTrial> Variants(ImmutableArray<EmbeddingSubject> subjects)
    {
        foreach (
            var (id, change, input) in InputVariants.Of(
                runs.Manifest.Input,
                fitted: _settings.Aligner == FaceAligner.None
            )
        )
        {
            yield return Trial(id, change, input, subjects);
        }

        foreach (var (change, other) in EmbeddingSubjects.OtherCuts(_settings, runs.Manifest.Input, photos, faces))
        {
            if (other.Length == subjects.Length)
            {
                yield return Trial("alignment", change, runs.Manifest.Input, other);
            }
        }
    }

    private EmbedderTrial Trial(
        string id,
        string change,
        ModelInput input,
        ImmutableArray<EmbeddingSubject> subjects
    ) =>
        new(
            id,
            change,
            [.. subjects.Select(subject => subject.Run(runs, input, moved: false))],
            [.. subjects.Select(subject => subject.Run(runs, input, moved: true))]
        );

    private IEnumerable<ModelFinding> Vectors(EmbedderTrial own)
    {
        double[] norms = [.. own.Plain.Select(static run => (double)TensorPrimitives.Norm(run.Values(0)))];
        var lengths = string.Create(
            CultureInfo.InvariantCulture,
            $"lengths from {norms.Min():0.###} to {norms.Max():0.###}"
        );
        if (norms.Any(static norm => !(norm > 1e-6)))
        {
            yield return new ModelFinding(
                "embedding-zero",
                FindingSeverity.Error,
                "A vector has no direction.",
                lengths
            );
            yield break;
        }

        if (!_settings.UnitLength && _settings.Metric == DistanceMetric.Cosine && norms.Max() > 1.01 * norms.Min())
        {
            yield return new ModelFinding(
                "embedding-norm",
                FindingSeverity.Note,
                "Vectors are stored at different lengths, although only their direction counts.",
                lengths,
                "embedding.unitLength: true"
            );
        }

        if (own.Between > Collapsed)
        {
            yield return new ModelFinding(
                "embedding-collapsed",
                FindingSeverity.Error,
                "Different subjects have nearly the same vector.",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"mean cosine similarity {own.Between:0.000} between {own.Plain.Length} subjects; {lengths}"
                ),
                "input.scale, input.mean, output.tensors"
            );
        }
        else if (own.Within < Unstable)
        {
            yield return new ModelFinding(
                "embedding-unstable",
                FindingSeverity.Warning,
                "A subject that is moved by a few percent has another vector.",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"mean cosine similarity {own.Within:0.000} with its moved copy"
                )
            );
        }
    }

    private static IEnumerable<ModelFinding> Better(List<EmbedderTrial> trials)
    {
        var own = trials[0];
        foreach (var group in trials.Skip(1).GroupBy(static trial => trial.Id))
        {
            var best = group.MaxBy(static trial => trial.Separation)!;
            if (best.Separation < own.Separation + ClearGain || best.WinsOver(own) < 0.75 * own.Plain.Length)
            {
                continue;
            }

            yield return new ModelFinding(
                group.Key,
                FindingSeverity.Warning,
                group.Key == "alignment"
                    ? "Cutting faces in another way tells subjects apart better."
                    : "Another reading of the input tells subjects apart better.",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a subject is nearer to its moved copy than to others by {best.Separation:0.000} instead of {own.Separation:0.000} (cosine), for {best.WinsOver(own)} of {own.Plain.Length} subjects"
                ),
                best.Change
            );
        }
    }
}
