using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Anchors with a name and a version, and where they come from: what training uses and a model's manifest refers to.</summary>
public sealed record AnchorSet
{
    /// <summary>The shape IoU from which on an anchor counts as able to find a box, where nothing else is said.</summary>
    /// <value>
    /// 0.25: an anchor that differs from the box by a factor of 4 in one side alone has that IoU. The factor is the limit of YOLOv5's
    /// automatic anchors (Jocher et al., https://github.com/ultralytics/yolov5, <c>anchor_t</c> of <c>utils/autoanchor.py</c>).
    /// </value>
    public const float DefaultRecallThreshold = 0.25f;

    /// <summary>Name of the set, such as <c>blood-cells</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Version among the sets of the same name, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Size of the picture that the anchors are measured in: the network's input, in pixels.</summary>
    public required ImageSize Size { get; init; }

    /// <summary>The anchors by rising area, in pixels of a picture of <see cref="Size"/>.</summary>
    public required ImmutableArray<Anchor> Anchors { get; init; }

    /// <summary>Mean over the boxes of the shape IoU with the nearest anchor, in [0, 1].</summary>
    public required double MeanIoU { get; init; }

    /// <summary>Share of the boxes whose nearest anchor has a shape IoU of at least <see cref="RecallThreshold"/>, in [0, 1].</summary>
    public required double BestPossibleRecall { get; init; }

    /// <summary>The threshold of <see cref="BestPossibleRecall"/>, in [0, 1].</summary>
    public float RecallThreshold { get; init; } = DefaultRecallThreshold;

    /// <summary>What the anchors were fitted to, for people: data set, split, number of boxes, seed.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the anchors: one line <c>width height</c> per anchor, by rising area, in thousandths of a pixel.</summary>
    /// <value>64 lower-case hexadecimal digits; equal for equal anchors, whatever their name and figures.</value>
    public string Digest => AnchorDigest.Of(Anchors);

    /// <summary>Makes a set of a fit.</summary>
    /// <param name="name">Name of the set.</param>
    /// <param name="version">Version among the sets of the same name, from 1.</param>
    /// <param name="size">Size of the picture whose pixels are the unit of the fit.</param>
    /// <param name="fit">The anchors and how well they fit.</param>
    /// <param name="source">What they were fitted to, for people.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentException">Name or source is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The version is not positive.</exception>
    public static AnchorSet From(string name, int version, ImageSize size, AnchorFit fit, string source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        return new AnchorSet
        {
            Name = name,
            Version = version,
            Size = size,
            Anchors = fit.Anchors,
            MeanIoU = fit.MeanIoU,
            BestPossibleRecall = fit.BestPossibleRecall,
            RecallThreshold = fit.RecallThreshold,
            Source = source,
        };
    }

    /// <summary>Shares the anchors out among the scales of a network: the smallest to the finest grid.</summary>
    /// <param name="strides">Input pixels per cell of each scale, in the order of the network's output tensors.</param>
    /// <returns>The anchors of each scale, in cells of its grid: what <see cref="AnchorGridSettings.Anchors"/> takes.</returns>
    /// <exception cref="ArgumentException">A stride is not positive, or the anchors cannot be shared out equally.</exception>
    public ImmutableArray<ImmutableArray<Anchor>> ForGrids(params ReadOnlySpan<int> strides)
    {
        if (strides.IsEmpty || Anchors.Length % strides.Length != 0)
        {
            throw new ArgumentException(
                $"The {Anchors.Length} anchors of '{Name}' cannot be shared out equally among {strides.Length} scales.",
                nameof(strides)
            );
        }

        var each = Anchors.Length / strides.Length;
        var grids = new ImmutableArray<Anchor>[strides.Length];
        int[] order = [.. Enumerable.Range(0, strides.Length)];
        Array.Sort(strides.ToArray(), order);
        for (var rank = 0; rank < order.Length; rank++)
        {
            var stride = strides[order[rank]];
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride, nameof(strides));
            grids[order[rank]] =
            [
                .. Anchors
                    .Skip(rank * each)
                    .Take(each)
                    .Select(anchor => new Anchor(anchor.Width / stride, anchor.Height / stride)),
            ];
        }

        return [.. grids];
    }

    /// <summary>What a manifest says about this set.</summary>
    /// <param name="strides">The strides that the anchors were shared out by, see <see cref="ForGrids"/>.</param>
    /// <returns>The reference.</returns>
    public AnchorSetReference ToReference(params ReadOnlySpan<int> strides) =>
        new()
        {
            Name = Name,
            Version = Version,
            Digest = Digest,
            Strides = [.. strides],
        };
}
