using System.Collections.Immutable;
using System.Globalization;

namespace VisionSdk;

/// <summary>Other readings of a model's input, each with the change of the manifest that it stands for.</summary>
internal static class InputVariants
{
    // In shares of the range of values: readings that are nearer than this are the same reading.
    private const float Distinct = 0.1f;

    private static readonly ImmutableArray<float> ImageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly ImmutableArray<float> ImageNetDeviation = [0.229f, 0.224f, 0.225f];

    public static IEnumerable<(string Id, string Change, ModelInput Input)> Of(ModelInput input, bool fitted)
    {
        if (input.ColorOrder != ColorOrder.Gray)
        {
            var other = input.ColorOrder == ColorOrder.Rgb ? ColorOrder.Bgr : ColorOrder.Rgb;
            yield return (
                "color-order",
                $"input.colorOrder: {DecoderNames.Of(other)}",
                input with
                {
                    ColorOrder = other,
                    Mean = Reversed(input.Mean),
                    StandardDeviation = Reversed(input.StandardDeviation),
                }
            );
        }

        foreach (var (change, variant) in fitted ? Fits(input) : [])
        {
            yield return ("resize", change, variant);
        }

        foreach (var (change, variant) in Ranges(input))
        {
            yield return ("normalisation", change, variant);
        }
    }

    private static IEnumerable<(string Change, ModelInput Input)> Fits(ModelInput input)
    {
        if (input.Resize != ResizeMode.Stretch)
        {
            yield return ("input.resize: stretch", input with { Resize = ResizeMode.Stretch });
        }

        foreach (var padding in new[] { PaddingPosition.Center, PaddingPosition.RightBottom })
        {
            if (input.Resize != ResizeMode.Letterbox || input.Padding != padding)
            {
                yield return (
                    $"input.resize: letterbox, input.padding: {DecoderNames.Of(padding)}",
                    input with
                    {
                        Resize = ResizeMode.Letterbox,
                        Padding = padding,
                    }
                );
            }
        }
    }

    private static IEnumerable<(string Change, ModelInput Input)> Ranges(ModelInput input)
    {
        foreach (var (change, variant) in AllRanges(input))
        {
            var (low, high) = RangeOf(variant);
            var (ownLow, ownHigh) = RangeOf(input);
            var tolerance = Distinct * MathF.Max(high - low, ownHigh - ownLow);
            if (MathF.Abs(low - ownLow) > tolerance || MathF.Abs(high - ownHigh) > tolerance)
            {
                yield return (change, variant);
            }
        }
    }

    private static IEnumerable<(string Change, ModelInput Input)> AllRanges(ModelInput input)
    {
        var plain = input with { Scale = 1, Mean = [], StandardDeviation = [] };
        yield return ("input.scale: 1, no mean (0 … 255)", plain);
        yield return ("input.scale: 1/255, no mean (0 … 1)", plain with { Scale = 1 / 255f });
        yield return (
            "input.mean: 127.5, input.standardDeviation: 127.5 (−1 … 1)",
            plain with
            {
                Mean = Filled(input, 127.5f),
                StandardDeviation = Filled(input, 127.5f),
            }
        );
        if (input.Channels == 3)
        {
            var isBgr = input.ColorOrder == ColorOrder.Bgr;
            yield return (
                "input.scale: 1/255, input.mean and standardDeviation of ImageNet",
                plain with
                {
                    Scale = 1 / 255f,
                    Mean = isBgr ? Reversed(ImageNetMean) : ImageNetMean,
                    StandardDeviation = isBgr ? Reversed(ImageNetDeviation) : ImageNetDeviation,
                }
            );
        }
    }

    /// <summary>What black and white become, averaged over the channels.</summary>
    public static (float Low, float High) RangeOf(ModelInput input)
    {
        var mean = input.Mean.IsDefaultOrEmpty ? 0 : input.Mean.Average();
        var deviation = input.StandardDeviation.IsDefaultOrEmpty ? 1 : input.StandardDeviation.Average();
        return (-mean / deviation, ((255 * input.Scale) - mean) / deviation);
    }

    public static string Describe(ModelInput input)
    {
        var (low, high) = RangeOf(input);
        return string.Create(CultureInfo.InvariantCulture, $"{low:0.##} … {high:0.##}");
    }

    private static ImmutableArray<float> Filled(ModelInput input, float value) =>
        [.. Enumerable.Repeat(value, input.Channels)];

    private static ImmutableArray<float> Reversed(ImmutableArray<float> values) =>
        values.IsDefaultOrEmpty ? [] : [.. values.Reverse()];
}
