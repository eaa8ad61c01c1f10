using System.Globalization;

namespace VisionSdk;

/// <summary>Whether a detector's candidates, before suppression, can be objects: few among many, inside the picture, of a plausible size.</summary>
internal sealed class CandidateChecks(
    ModelManifest manifest,
    DetectorSettings settings,
    IReadOnlyList<RecordedRun> photos
)
{
    private const double Flood = 0.3;
    private const int ManyScores = 100;
    private const double Most = 0.7;
    private const int Enough = 5;

    public IEnumerable<ModelFinding> Run()
    {
        var candidates = Decode(settings.MinConfidence);
        return [.. Floods(candidates), .. Boxes(candidates)];
    }

    /// <summary>Whether so many scores reach a confidence that none of them means an object.</summary>
    public bool IsFlood(float minConfidence)
    {
        var candidates = Decode(minConfidence);
        return IsFlood(candidates, Scores());
    }

    private static bool IsFlood(DetectionCandidates candidates, long scores) =>
        scores > ManyScores && candidates.Count > Flood * scores;

    private DetectionCandidates Decode(float minConfidence)
    {
        var decoder = DetectionDecoders.Create(settings);
        var candidates = new DetectionCandidates(decoder.KeypointsPerBox);
        foreach (var photo in photos)
        {
            decoder.Decode(photo, manifest.Input.Size, minConfidence, candidates);
        }

        return candidates;
    }

    // Objectness is no score of its own: a candidate needs two values there.
    private long Scores() =>
        photos.Sum(photo => (long)ScoreValues.Of(settings, photo).Count()) / (settings is YuNetSettings ? 2 : 1);

    private IEnumerable<ModelFinding> Floods(DetectionCandidates candidates)
    {
        var scores = Scores();
        if (IsFlood(candidates, scores))
        {
            yield return new ModelFinding(
                "candidates-everywhere",
                FindingSeverity.Error,
                "Nearly everything is an object: that is what a background class looks like, or a sigmoid too many.",
                $"{candidates.Count} of {scores} scores in {photos.Count} photo(s) reach {settings.MinConfidence.ToString(CultureInfo.InvariantCulture)}",
                settings is PriorBoxSettings { ClassOffset: 0 }
                    ? "output.classOffset: 1"
                    : "output.classOffset, output.activation"
            );
        }
    }

    private IEnumerable<ModelFinding> Boxes(DetectionCandidates candidates)
    {
        if (candidates.Count < Enough)
        {
            yield break;
        }

        var canvas = manifest.Input.Size;
        var (outside, tiny, whole) = (0, 0, 0);
        foreach (var box in candidates.Boxes)
        {
            outside += box.Clip(canvas).IsEmpty ? 1 : 0;
            tiny += box.Width < 2 && box.Height < 2 ? 1 : 0;
            whole += box.Clip(canvas).Area > 0.9 * canvas.PixelCount ? 1 : 0;
        }

        foreach (
            var (id, count, what, change) in new[]
            {
                (
                    "boxes-outside",
                    outside,
                    "outside the picture",
                    "output.boxCoding, output.yBeforeX, output.normalized"
                ),
                (
                    "boxes-tiny",
                    tiny,
                    "smaller than two pixels",
                    "output.normalized: true, or output.boxCoding: corners: fractions are read as pixels"
                ),
                (
                    "boxes-whole",
                    whole,
                    "as large as the picture",
                    "output.boxCoding, output.centerScale, output.sizeScale"
                ),
            }
        )
        {
            if (count > Most * candidates.Count)
            {
                yield return new ModelFinding(
                    id,
                    FindingSeverity.Error,
                    $"Most boxes are {what}.",
                    $"{count} of {candidates.Count} candidates, on an input of {canvas}",
                    change
                );
            }
        }
    }
}
