using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a manifest's input must satisfy.</summary>
internal static class ModelInputRules
{
    public static void Check(ModelInput input, ManifestProblems problems)
    {
        problems.RequireText(input.Name, "input.name");
        problems.RequireKnown(input.Layout, "input.layout");
        problems.RequireKnown(input.ColorOrder, "input.colorOrder");
        problems.RequireKnown(input.Resize, "input.resize");
        problems.RequireKnown(input.Padding, "input.padding");
        CheckSize(input, problems);
        problems.Require(float.IsFinite(input.Scale) && input.Scale != 0, $"input.scale is {input.Scale}");
        RequirePerChannel(input.Mean, input.Channels, "input.mean", problems);
        RequirePerChannel(input.StandardDeviation, input.Channels, "input.standardDeviation", problems);
        foreach (var deviation in input.StandardDeviation.IsDefault ? [] : input.StandardDeviation)
        {
            problems.Require(deviation != 0, "input.standardDeviation has a 0");
        }

        problems.Require(
            input.PaddingValue is >= 0 and <= 255,
            $"input.paddingValue is {input.PaddingValue}, not in [0, 255]"
        );
        problems.RequirePositive(input.RegionScale, "input.regionScale");
        problems.Require(input.MaxBatch >= 0, "input.maxBatch is negative");
    }

    private static void CheckSize(ModelInput input, ManifestProblems problems)
    {
        problems.RequirePositive(input.Width, "input.width");
        problems.RequirePositive(input.Height, "input.height");
        problems.Require(
            (double)input.Width * input.Height * input.Channels <= Array.MaxLength,
            $"input is {input.Width}x{input.Height}, more values than an array holds"
        );
        problems.Require(input.SizeMultiple >= 0, "input.sizeMultiple is negative");
        if (input.SizeMultiple > 0)
        {
            problems.Require(
                input.Width % input.SizeMultiple == 0 && input.Height % input.SizeMultiple == 0,
                $"input is {input.Width}x{input.Height}, not a multiple of input.sizeMultiple {input.SizeMultiple}"
            );
        }
    }

    private static void RequirePerChannel(
        ImmutableArray<float> values,
        int channels,
        string field,
        ManifestProblems problems
    )
    {
        var length = DetectorRules.Length(values);
        problems.Require(length == 0 || length == channels, $"{field} has {length} values for {channels} channel(s)");
        foreach (var value in values.IsDefault ? [] : values)
        {
            problems.Require(float.IsFinite(value), $"{field} has {value}");
        }
    }
}
