namespace VisionSdk;

/// <summary>What settings of a prior-box detector must satisfy: where the priors come from, and a tensor for each part.</summary>
internal static class PriorBoxRules
{
    public static void Check(PriorBoxSettings settings, ManifestProblems problems)
    {
        var grids = DetectorRules.Length(settings.Grids);
        CheckTensors(settings, grids, problems);
        problems.RequireKnown(settings.BoxCoding, "output.boxCoding");
        problems.RequireKnown(settings.Activation, "output.activation");
        problems.RequirePositive(settings.CenterScale, "output.centerScale");
        problems.RequirePositive(settings.SizeScale, "output.sizeScale");
        problems.Require(settings.ClassOffset >= 0, "output.classOffset is negative");
        problems.Require(settings.KeypointsPerBox >= 0, "output.keypointsPerBox is negative");
        foreach (var grid in settings.Grids.IsDefault ? [] : settings.Grids)
        {
            problems.RequirePositive(grid.Stride, "output.grids: a stride");
            problems.RequirePositive(grid.PriorsPerCell, "output.grids: priorsPerCell");
        }

        CheckSource(settings, grids, problems);
        CheckSizes(settings, grids, problems);
    }

    private static void CheckTensors(PriorBoxSettings settings, int grids, ManifestProblems problems)
    {
        var tensors = DetectorRules.Length(settings.Tensors);
        if (settings.PriorsFromTensor)
        {
            DetectorRules.RequireTensors(settings, 3, "scores, boxes, priors", problems);
            return;
        }

        problems.Require(
            tensors == 2 || (grids > 0 && tensors == 2 * grids),
            $"output.tensors has {tensors} names, not one pair of scores and boxes, nor a pair for each of {grids} grids"
        );
    }

    private static void CheckSource(PriorBoxSettings settings, int grids, ManifestProblems problems)
    {
        problems.Require(
            !(settings.PriorsFromTensor && grids > 0),
            "output has both grids and priorsFromTensor; priors come from one of them"
        );
        problems.Require(
            settings.BoxCoding == PriorBoxCoding.Corners || settings.PriorsFromTensor || grids > 0,
            $"output has no priors: {settings.BoxCoding} boxes need grids or priorsFromTensor"
        );
    }

    private static void CheckSizes(PriorBoxSettings settings, int grids, ManifestProblems problems)
    {
        var sizes = DetectorRules.Length(settings.PriorSizes);
        if (sizes == 0)
        {
            problems.Require(
                settings.BoxCoding != PriorBoxCoding.CenterSize || grids == 0,
                "output.priorSizes is empty; center-size boxes over grids are relative to the sizes of the priors"
            );
            return;
        }

        problems.Require(sizes == grids, $"output.priorSizes has {sizes} lists for {grids} grids");
        for (var g = 0; g < Math.Min(sizes, grids); g++)
        {
            var list = settings.PriorSizes[g];
            problems.Require(
                DetectorRules.Length(list) == settings.Grids[g].PriorsPerCell,
                $"output.priorSizes[{g}] has {DetectorRules.Length(list)} sizes for {settings.Grids[g].PriorsPerCell} priors per cell"
            );
            foreach (var size in list.IsDefault ? [] : list)
            {
                problems.RequirePositive(size.Width, $"output.priorSizes[{g}]: a width");
                problems.RequirePositive(size.Height, $"output.priorSizes[{g}]: a height");
            }
        }
    }
}
