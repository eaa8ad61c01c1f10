using CsCheck;

namespace VisionSdk.Core.Tests;

/// <summary>Random geometry for properties.</summary>
internal static class Generators
{
    /// <summary>Any box with an area, from tiny to huge, near the origin or far from it.</summary>
    public static readonly Gen<BoundingBox> Box = Gen.Select(
        Gen.Float[-2000, 2000],
        Gen.Float[-2000, 2000],
        Gen.Float[1e-3f, 1500],
        Gen.Float[1e-3f, 1500],
        static (x, y, width, height) => new BoundingBox(x, y, width, height)
    );

    /// <summary>Boxes on a small grid: many overlap, many are equal.</summary>
    public static readonly Gen<BoundingBox> CrowdedBox = Gen.Select(
        Gen.Int[0, 12],
        Gen.Int[0, 12],
        Gen.Int[1, 8],
        Gen.Int[1, 8],
        static (x, y, width, height) => new BoundingBox(x, y, width, height)
    );

    /// <summary>Confidences of which many are equal.</summary>
    public static readonly Gen<float> CoarseConfidence = Gen.Int[0, 10].Select(static tenths => tenths / 10f);
}
