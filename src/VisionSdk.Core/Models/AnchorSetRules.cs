using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Whether the anchors of a manifest are those of the set that it names.</summary>
internal static class AnchorSetRules
{
    public static void Check(
        AnchorSetReference set,
        ImmutableArray<ImmutableArray<Anchor>> grids,
        ManifestProblems problems
    )
    {
        problems.RequireText(set.Name, "output.anchorSet.name");
        problems.RequirePositive(set.Version, "output.anchorSet.version");
        var lists = DetectorRules.Length(grids);
        var strides = DetectorRules.Length(set.Strides);
        problems.Require(
            strides == lists,
            $"output.anchorSet.strides has {strides} values, not {lists} (one per list of anchors)"
        );
        foreach (var stride in set.Strides.IsDefault ? [] : set.Strides)
        {
            problems.RequirePositive(stride, "output.anchorSet.strides: a stride");
        }

        if (strides != lists || lists == 0)
        {
            return;
        }

        var digest = AnchorDigest.Of(grids.SelectMany((grid, i) => InPixels(grid, set.Strides[i])));
        problems.Require(
            string.Equals(set.Digest, digest, StringComparison.Ordinal),
            $"output.anchorSet.digest is '{set.Digest}', but output.anchors have '{digest}': copy the anchors of the set '{set.Name}' version {set.Version} again"
        );
    }

    private static IEnumerable<Anchor> InPixels(ImmutableArray<Anchor> grid, int stride) =>
        (grid.IsDefault ? [] : grid).Select(anchor => new Anchor(anchor.Width * stride, anchor.Height * stride));
}
