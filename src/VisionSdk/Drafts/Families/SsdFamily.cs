namespace VisionSdk;

/// <summary>SSD heads: a table of scores and one of boxes with as many rows, and sometimes a third with the priors.</summary>
/// <remarks>Liu et al., "SSD: Single Shot MultiBox Detector", ECCV 2016: variances 0.1 and 0.2, the background is class 0.</remarks>
internal sealed class SsdFamily : IModelFamily
{
    public FamilyMatch? Match(GraphView graph)
    {
        var tables = graph.Outputs.Where(static output => output.Shape.Length == 2 && output.Rows > 0).ToArray();
        if (tables.Length is not (2 or 3) || tables.Length != graph.Outputs.Length)
        {
            return null;
        }

        var rows = tables[0].Rows;
        var boxes = tables.Where(static table => table.Last == 4).ToArray();
        var scores = tables.Except(boxes).ToArray();
        if (scores is not [{ Last: >= 1 } score] || boxes.Length == 0 || tables.Any(table => table.Rows != rows))
        {
            return null;
        }

        // Priors are constants: no operator computes them.
        var priors = boxes.FirstOrDefault(static box => box.ComputedBy.IsEmpty);
        var box = boxes.First(box => box != priors);
        if (boxes.Length == 2 && priors is null)
        {
            return null;
        }

        var hasBackground = score.Last > 1;
        var classes = (int)score.Last - (hasBackground ? 1 : 0);
        var settings = new PriorBoxSettings
        {
            Tensors = [score.Name, box.Name],
            BoxCoding = PriorBoxCoding.Corners,
            Activation = score.ActivationOr(hasBackground ? ScoreActivation.Softmax : ScoreActivation.Sigmoid),
            ClassOffset = hasBackground ? 1 : 0,
            ClassCount = classes,
        };
        return Match(graph, settings, box, priors) is not { } coded
            ? null
            : new FamilyMatch(
                "SSD",
                VisionTask.Detection,
                coded,
                GuessConfidence.Assumed,
                $"'{score.Name}' and '{box.Name}' are tables of {rows} rows: scores and boxes, as SSD's heads have"
            )
            {
                Classes = classes,
                Doubts =
                [
                    new(
                        "output.boxCoding",
                        coded.BoxCoding == PriorBoxCoding.Corners ? "corners" : "center-size",
                        box.IsRaw ? GuessConfidence.Likely : GuessConfidence.Assumed,
                        box.IsRaw
                            ? "the boxes come straight from convolutions, so they are relative to priors"
                            : $"the boxes are computed by {string.Join(", ", box.ComputedBy)}: decoded in the graph, in 0 … 1"
                    ),
                    new(
                        "output.classOffset",
                        hasBackground ? "1" : "0",
                        hasBackground ? GuessConfidence.Assumed : GuessConfidence.Likely,
                        hasBackground
                            ? "the first score is taken for the background; with 0 it is a class of its own"
                            : "there is one score"
                    ),
                ],
            };
    }

    private static PriorBoxSettings? Match(
        GraphView graph,
        PriorBoxSettings settings,
        GraphOutput box,
        GraphOutput? priors
    )
    {
        if (priors is not null)
        {
            return settings with
            {
                Tensors = settings.Tensors.Add(priors.Name),
                BoxCoding = PriorBoxCoding.CenterSize,
                PriorsFromTensor = true,
            };
        }

        if (!box.IsRaw)
        {
            return settings;
        }

        var sizes = Ssd300Priors.Sizes;
        var isSsd300 = Ssd300Priors.Grids.Sum(grid => graph.Cells(grid.Stride) * grid.PriorsPerCell) == box.Rows;
        return isSsd300
            ? settings with
            {
                BoxCoding = PriorBoxCoding.CenterSize,
                Grids = Ssd300Priors.Grids,
                PriorSizes = sizes,
            }
            : null;
    }
}
