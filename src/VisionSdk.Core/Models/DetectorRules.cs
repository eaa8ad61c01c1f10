using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What settings of a detector must satisfy before a decoder can trust them.</summary>
internal static class DetectorRules
{
    public static void Check(DetectorSettings settings, ManifestProblems problems)
    {
        problems.RequireShare(settings.MinConfidence, "output.minConfidence");
        problems.RequireShare(settings.NmsIoUThreshold, "output.nmsIoUThreshold");
        problems.RequireKnown(settings.NmsMethod, "output.nmsMethod");
        problems.RequirePositive(settings.SoftNmsSigma, "output.softNmsSigma");
        problems.RequirePositive(settings.ClassCount, "output.classCount");
        switch (settings)
        {
            case AnchorGridSettings anchorGrid:
                Check(anchorGrid, problems);
                break;
            case AnchorFreeSettings anchorFree:
                Check(anchorFree, problems);
                break;
            case PriorBoxSettings priorBox:
                PriorBoxRules.Check(priorBox, problems);
                break;
            case CenterHeatmapSettings centerHeatmap:
                Check(centerHeatmap, problems);
                break;
            case ScrfdSettings scrfd:
                Check(scrfd, problems);
                break;
            case YuNetSettings yuNet:
                Check(yuNet, problems);
                break;
            case EndToEndSettings endToEnd:
                Check(endToEnd, problems);
                break;
        }
    }

    public static void RequireTensors(DecoderSettings settings, int count, string which, ManifestProblems problems) =>
        problems.Require(
            Length(settings.Tensors) == count,
            $"output.tensors has {Length(settings.Tensors)} names, not {count} ({which})"
        );

    public static int Length<T>(ImmutableArray<T> array) => array.IsDefault ? 0 : array.Length;

    private static void Check(AnchorGridSettings settings, ManifestProblems problems)
    {
        problems.Require(Length(settings.Anchors) > 0, "output.anchors is empty");
        RequireTensors(settings, Length(settings.Anchors), "one per list of anchors", problems);
        foreach (var anchors in settings.Anchors.IsDefault ? [] : settings.Anchors)
        {
            problems.Require(Length(anchors) > 0, "output.anchors has an empty list");
            foreach (var anchor in anchors.IsDefault ? [] : anchors)
            {
                problems.RequirePositive(anchor.Width, "output.anchors: a width");
                problems.RequirePositive(anchor.Height, "output.anchors: a height");
            }
        }

        if (settings.AnchorSet is { } set)
        {
            AnchorSetRules.Check(set, settings.Anchors, problems);
        }

        problems.RequireKnown(settings.Layout, "output.layout");
        problems.RequireKnown(settings.BoxCoding, "output.boxCoding");
        problems.RequireKnown(settings.ClassActivation, "output.classActivation");
        RequireSingleClass(settings, !settings.HasClassScores, "without class scores", problems);
    }

    private static void Check(AnchorFreeSettings settings, ManifestProblems problems)
    {
        RequireTensors(settings, 1, "one", problems);
        RequireStrides(settings.Strides, mayBeEmpty: true, problems);
        RequireElementwise(settings.Activation, problems);
    }

    private static void Check(CenterHeatmapSettings settings, ManifestProblems problems)
    {
        var (tensors, which) =
            settings.BoxCoding == CenterHeatmapCoding.Sides
                ? (2, "heat map, distances")
                : (3, "heat map, sizes, offsets");
        RequireTensors(settings, tensors, which, problems);
        problems.RequireKnown(settings.BoxCoding, "output.boxCoding");
        RequireElementwise(settings.Activation, problems);
        problems.RequirePositive(settings.Stride, "output.stride");
        problems.RequirePositive(settings.MaxPeaks, "output.maxPeaks");
        problems.RequireKnown(settings.Layout, "output.layout");
    }

    private static void Check(EndToEndSettings settings, ManifestProblems problems)
    {
        var tensors = Length(settings.Tensors);
        problems.Require(
            tensors is 1 or 3,
            $"output.tensors has {tensors} names, not 1 (rows) or 3 (boxes, confidences, classes)"
        );
        problems.Require(settings.ClassOffset >= 0, "output.classOffset is negative");
    }

    private static void Check(ScrfdSettings settings, ManifestProblems problems)
    {
        RequireStrides(settings.Strides, mayBeEmpty: false, problems);
        var kinds = settings.KeypointsPerBox > 0 ? 3 : 2;
        RequireTensors(settings, kinds * Length(settings.Strides), $"{kinds} per stride", problems);
        problems.RequirePositive(settings.AnchorsPerCell, "output.anchorsPerCell");
        problems.Require(settings.KeypointsPerBox >= 0, "output.keypointsPerBox is negative");
        RequireElementwise(settings.Activation, problems);
        RequireSingleClass(settings, true, "for SCRFD", problems);
    }

    private static void Check(YuNetSettings settings, ManifestProblems problems)
    {
        RequireStrides(settings.Strides, mayBeEmpty: false, problems);
        var kinds = settings.KeypointsPerBox > 0 ? 4 : 3;
        RequireTensors(settings, kinds * Length(settings.Strides), $"{kinds} per stride", problems);
        problems.Require(settings.KeypointsPerBox >= 0, "output.keypointsPerBox is negative");
        RequireSingleClass(settings, true, "for YuNet", problems);
    }

    private static void RequireStrides(ImmutableArray<int> strides, bool mayBeEmpty, ManifestProblems problems)
    {
        problems.Require(mayBeEmpty || Length(strides) > 0, "output.strides is empty");
        foreach (var stride in strides.IsDefault ? [] : strides)
        {
            problems.RequirePositive(stride, "output.strides: a stride");
        }
    }

    private static void RequireElementwise(ScoreActivation activation, ManifestProblems problems) =>
        problems.Require(
            activation is ScoreActivation.None or ScoreActivation.Sigmoid,
            $"output.activation is {activation}; this decoder takes none or sigmoid"
        );

    private static void RequireSingleClass(
        DetectorSettings settings,
        bool applies,
        string when,
        ManifestProblems problems
    ) =>
        problems.Require(
            !applies || settings.ClassCount == 1,
            $"output.classCount is {settings.ClassCount}, not 1 {when}"
        );
}
