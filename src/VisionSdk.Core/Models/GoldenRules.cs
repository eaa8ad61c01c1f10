namespace VisionSdk;

/// <summary>What a golden run must satisfy.</summary>
internal static class GoldenRules
{
    public static void Check(GoldenRun golden, ManifestProblems problems)
    {
        problems.Require(golden.Seed != 0, "golden.seed is 0");
        problems.Require(
            float.IsFinite(golden.Minimum) && float.IsFinite(golden.Maximum) && golden.Minimum < golden.Maximum,
            $"golden has the range [{golden.Minimum}, {golden.Maximum})"
        );
        problems.Require(!golden.Outputs.IsEmpty, "golden.outputs is empty");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var output in golden.Outputs)
        {
            problems.RequireText(output.Tensor, "golden.outputs: a tensor");
            var field = $"golden.outputs['{output.Tensor}']";
            problems.Require(seen.Add(output.Tensor), $"{field} comes twice");
            Check(output, field, problems);
        }
    }

    private static void Check(GoldenOutput output, string field, ManifestProblems problems)
    {
        problems.RequirePositive(output.Length, $"{field}.length");
        problems.Require(output.Scale >= 0 && float.IsFinite(output.Scale), $"{field}.scale is {output.Scale}");
        problems.Require(
            // The mean of equal values may round to just above them.
            output.MeanAbsolute >= 0
                && output.MeanAbsolute <= output.Scale * 1.0001f,
            $"{field}.meanAbsolute is {output.MeanAbsolute}, not in [0, scale {output.Scale}]"
        );
        problems.RequirePositive(output.Tolerance, $"{field}.tolerance");
        problems.Require(!output.Positions.IsEmpty, $"{field}.positions is empty");
        problems.Require(
            output.Positions.Length == output.Values.Length,
            $"{field} has {output.Positions.Length} positions for {output.Values.Length} values"
        );
        for (var i = 0; i < output.Positions.Length; i++)
        {
            var position = output.Positions[i];
            problems.Require(
                position >= 0 && position < output.Length,
                $"{field}.positions[{i}] is {position}, outside the {output.Length} values"
            );
            problems.Require(
                i == 0 || position > output.Positions[i - 1],
                $"{field}.positions[{i}] is {position}, not above the one before"
            );
        }

        foreach (var value in output.Values)
        {
            problems.Require(float.IsFinite(value), $"{field}.values has {value}");
        }
    }
}
