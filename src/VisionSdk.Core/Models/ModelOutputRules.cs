namespace VisionSdk;

/// <summary>What a manifest's output must satisfy: the right kind for the task, named tensors, a label per class.</summary>
internal static class ModelOutputRules
{
    public static void Check(ModelManifest manifest, ManifestProblems problems)
    {
        CheckTensors(manifest.Output, problems);
        var fits = manifest.Task switch
        {
            VisionTask.Detection => manifest.Output is DetectorSettings,
            VisionTask.Keypoints => manifest.Output is KeypointSettings,
            VisionTask.Classification => manifest.Output is ClassificationSettings,
            VisionTask.Embedding => manifest.Output is EmbeddingOutputSettings,
            _ => true,
        };
        problems.Require(fits, $"output.decoder {manifest.Output.GetType().Name} is not for task {manifest.Task}");
        switch (manifest.Output)
        {
            case DetectorSettings detector:
                DetectorRules.Check(detector, problems);
                RequireLabels(manifest, detector.ClassCount, problems);
                break;
            case KeypointSettings keypoints:
                Check(keypoints, problems);
                RequireGoldenLength(
                    manifest,
                    (long)keypoints.Count * keypoints.Dimensions,
                    "keypoint values",
                    problems
                );
                break;
            case ClassificationSettings classification:
                problems.RequireKnown(classification.Activation, "output.activation");
                problems.Require(manifest.Labels.Length > 0, "labels is empty; a classifier needs a name per class");
                RequireGoldenLength(manifest, manifest.Labels.Length, "labels", problems);
                break;
        }

        RequireDistinctLabels(manifest, problems);
    }

    /// <summary>The golden run tells how many values the first output has; what the manifest says must agree.</summary>
    public static void RequireGoldenLength(
        ModelManifest manifest,
        long expected,
        string what,
        ManifestProblems problems
    )
    {
        if (manifest.Golden is null || DetectorRules.Length(manifest.Output.Tensors) == 0)
        {
            return;
        }

        foreach (var output in manifest.Golden.Outputs)
        {
            problems.Require(
                output.Tensor != manifest.Output.Tensors[0] || output.Length == expected,
                $"golden.outputs: '{output.Tensor}' has {output.Length} values, but the manifest says {expected} {what}"
            );
        }
    }

    private static void CheckTensors(DecoderSettings output, ManifestProblems problems)
    {
        problems.Require(DetectorRules.Length(output.Tensors) > 0, "output.tensors is empty");
        foreach (var tensor in output.Tensors.IsDefault ? [] : output.Tensors)
        {
            problems.RequireText(tensor, "output.tensors: a name");
        }
    }

    private static void Check(KeypointSettings settings, ManifestProblems problems)
    {
        problems.RequirePositive(settings.Count, "output.count");
        problems.Require(
            settings.Dimensions is 2 or 3,
            $"output.dimensions is {settings.Dimensions}, not 2 (x, y) or 3 (x, y, depth or confidence)"
        );
        problems.Require(
            !settings.HasConfidence || settings.Dimensions == 3,
            "output.hasConfidence needs output.dimensions 3"
        );
    }

    private static void RequireLabels(ModelManifest manifest, int classes, ManifestProblems problems) =>
        problems.Require(
            manifest.Labels.Length == classes,
            $"labels has {manifest.Labels.Length} names for {classes} class(es)"
        );

    private static void RequireDistinctLabels(ModelManifest manifest, ManifestProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var label in manifest.Labels)
        {
            problems.RequireText(label, "labels: a name");
            problems.Require(label is null || seen.Add(label), $"labels has '{label}' twice");
        }
    }
}
