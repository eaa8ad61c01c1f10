using System.Collections.Immutable;
using System.Globalization;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Examines a detector: its scores and boxes as they are, and its agreement with itself under other readings.</summary>
internal sealed class DetectorExamination(RunRecorder runs, DetectorSettings settings, PhotoSet photos)
{
    // Unsure detections show a difference long before the confident ones do.
    private const float LowConfidence = 0.05f;

    private readonly ModelManifest _manifest = runs.Manifest;
    private readonly DecodedImage[] _images = [.. photos.Images];

    public ModelExamination Run(List<ModelFinding> findings)
    {
        var own = Runs(_manifest.Input);
        RecordedRun[] plain = [.. own.Select(static views => views[0])];
        var found = plain.Select((run, photo) => Read(run, photo, settings, settings.MinConfidence)).ToArray();
        findings.AddRange(TensorChecks.Of(_manifest, plain));
        List<ModelFinding> scores = [.. ScoreChecks.Of(settings, plain)];
        List<ModelFinding> outputs = [.. scores, .. new CandidateChecks(_manifest, settings, plain).Run()];
        findings.AddRange(outputs);
        var readings = Readings(own, scores.Count > 0);
        // Through outputs that are read wrongly nothing else can be measured.
        findings.AddRange(ReadingChecks.Of(readings, _images.Length, outputs.Count > 0));
        if (ResizeUntested() is { } untested)
        {
            findings.Add(untested);
        }

        if (found.All(static photo => photo.IsEmpty))
        {
            findings.Add(
                new ModelFinding(
                    "nothing-found",
                    FindingSeverity.Warning,
                    "Nothing was found in any photo.",
                    $"{_images.Length} photos at output.minConfidence {settings.MinConfidence.ToString(CultureInfo.InvariantCulture)}; photos of what the model is made for are needed"
                )
            );
        }

        return ModelDoctor.Report(findings) with
        {
            Photos = [.. found.Select((detections, i) => new ExaminedPhoto(photos.IndexOf(i), detections))],
            Trials = [.. readings.Select(reading => ReadingChecks.Compare(readings[0], reading))],
        };
    }

    // Photos of the input's own proportions look the same stretched and letterboxed.
    private ModelFinding? ResizeUntested()
    {
        var own = (double)_manifest.Input.Width / _manifest.Input.Height;
        var other = _images.Count(image =>
            Math.Abs(Math.Log((double)image.SourceSize.Width / image.SourceSize.Height / own)) > Math.Log(1.15)
        );
        return other * 2 >= _images.Length
            ? null
            : new ModelFinding(
                "resize-untested",
                FindingSeverity.Note,
                "These photos cannot tell whether the model wants letterboxed or stretched pictures.",
                $"{_images.Length - other} of {_images.Length} photo(s) have the proportions of the input, {_manifest.Input.Size}",
                "no change: examine again with photos of other proportions"
            );
    }

    private List<DetectorReading> Readings(RecordedRun[][] own, bool scoresAreWrong)
    {
        var readings = new List<DetectorReading> { Reading("", "", own, settings) };
        foreach (var (id, change, input) in InputVariants.Of(_manifest.Input, fitted: true))
        {
            readings.Add(Reading(id, change, Runs(input), settings));
        }

        foreach (var (id, change, variant) in OutputVariants.Of(settings, own[0][0]))
        {
            // Their range has told already whether scores are probabilities; trying would only ask which reading is bolder.
            if (id == OutputVariants.ScoreScale && !scoresAreWrong)
            {
                continue;
            }

            var reading = Reading(id, change, own, variant);
            readings.Add(IsFlood(variant, own) ? reading.WithoutObjects() : reading);
        }

        return readings;
    }

    private bool IsFlood(DetectorSettings variant, RecordedRun[][] outputs)
    {
        try
        {
            return new CandidateChecks(_manifest, variant, [.. outputs.Select(static views => views[0])]).IsFlood(
                DetectorReading.LeastConfidence
            );
        }
        catch (ModelSignatureException)
        {
            return false;
        }
    }

    private RecordedRun[][] Runs(ModelInput input) =>
        [
            .. _images.Select(image =>
                PhotoView.All.Select(view => runs.Region(image, input, view.RegionOf(image.SourceSize))).ToArray()
            ),
        ];

    private DetectorReading Reading(string id, string change, RecordedRun[][] outputs, DetectorSettings reading)
    {
        try
        {
            return new DetectorReading(
                id,
                change,
                [
                    .. outputs.Select(
                        (views, photo) => views.Select(run => Read(run, photo, reading, LowConfidence)).ToArray()
                    ),
                ]
            );
        }
        catch (ModelSignatureException) when (change.Length > 0)
        {
            // A reading that does not even fit the shapes finds nothing.
            return new DetectorReading(
                id,
                change,
                [.. outputs.Select(static views => new ImmutableArray<Detection>[views.Length])]
            ).WithoutObjects();
        }
    }

    private ImmutableArray<Detection> Read(RecordedRun run, int photo, DetectorSettings reading, float minConfidence)
    {
        var postprocessor = new DetectionPostprocessor(reading, _manifest.Labels);
        var selection = postprocessor.Selection with { MinConfidence = minConfidence };
        return
        [
            .. postprocessor
                .Process(run, _manifest.Input.Size, run.Placement, selection)
                .Select(detection => detection with { Box = detection.Box.Clip(_images[photo].SourceSize) })
                .Where(static detection => !detection.Box.IsEmpty),
        ];
    }
}
