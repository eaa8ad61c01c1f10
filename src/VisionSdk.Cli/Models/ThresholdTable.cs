using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>Decision thresholds with their evidence, for people.</summary>
internal static class ThresholdTable
{
    public static Table Create(IEnumerable<DecisionThreshold> thresholds)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns(
            "false-match rate",
            "distance",
            "true accept",
            "false matches",
            "comparisons",
            "95 % interval",
            "data"
        );
        foreach (var column in table.Columns.Take(5))
        {
            column.RightAligned();
        }

        foreach (var threshold in thresholds)
        {
            table.AddRow(
                Figures.Rate(threshold.FalseMatchRate),
                Figures.Number(threshold.Distance),
                threshold.TrueAcceptRate is { } rate ? Figures.Percent(rate) : "-",
                Figures.Count(threshold.FalseMatches),
                Figures.Count(threshold.Comparisons),
                $"{Figures.Number(threshold.LowerBound, "0.00E+0")} to {Figures.Number(threshold.UpperBound, "0.00E+0")}",
                Markup.Escape(threshold.DataSet)
            );
        }

        return table;
    }
}
