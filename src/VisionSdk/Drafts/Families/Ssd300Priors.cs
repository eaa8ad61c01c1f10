using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The 8,732 priors of SSD for 300x300 pixels.</summary>
/// <remarks>Liu et al., "SSD: Single Shot MultiBox Detector", ECCV 2016; sizes and aspect ratios of <c>examples/ssd/ssd_pascal.py</c>: per cell s, √(s·s'), then each ratio and its inverse.</remarks>
internal static class Ssd300Priors
{
    private static readonly int[] Strides = [8, 16, 32, 64, 100, 300];
    private static readonly float[] Scales = [30, 60, 111, 162, 213, 264, 315];
    private static readonly float[][] Ratios =
    [
        [2],
        [2, 3],
        [2, 3],
        [2, 3],
        [2],
        [2],
    ];

    public static ImmutableArray<PriorGrid> Grids { get; } =
    [.. Strides.Select(static (stride, level) => new PriorGrid(stride, 2 + (2 * Ratios[level].Length)))];

    public static ImmutableArray<ImmutableArray<Anchor>> Sizes { get; } =
    [.. Strides.Select(static (_, level) => SizesOf(level))];

    private static ImmutableArray<Anchor> SizesOf(int level)
    {
        var side = Scales[level];
        var between = MathF.Sqrt(side * Scales[level + 1]);
        var sizes = ImmutableArray.CreateBuilder<Anchor>();
        sizes.Add(new Anchor(side, side));
        sizes.Add(new Anchor(between, between));
        foreach (var root in Ratios[level].Select(MathF.Sqrt))
        {
            sizes.Add(new Anchor(side * root, side / root));
            sizes.Add(new Anchor(side / root, side * root));
        }

        return sizes.ToImmutable();
    }
}
