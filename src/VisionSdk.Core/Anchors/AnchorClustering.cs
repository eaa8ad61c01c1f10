namespace VisionSdk;

/// <summary>Fits anchors to the shapes of a data set's boxes, and measures how well anchors fit.</summary>
/// <remarks>
/// k-means with the distance 1 − IoU of shapes that share a centre: Redmon and Farhadi, "YOLO9000: Better, Faster, Stronger", CVPR 2017,
/// section 2, "Dimension Clusters". Starts by k-means++: Arthur and Vassilvitskii, "k-means++: The Advantages of Careful Seeding", SODA 2007.
/// The mean of a cluster's shapes does not always minimise that distance; it is taken only where it does not make the cluster worse, so that
/// no round lowers the mean IoU. The order of the boxes does not matter.
/// </remarks>
public static class AnchorClustering
{
    /// <summary>Finds anchors for boxes.</summary>
    /// <param name="boxes">Width and height of each box, all in one unit: input pixels, or cells of the grid that the anchors are for.</param>
    /// <param name="options">How many anchors, and how hard to search.</param>
    /// <param name="weights">How much each box counts, above 0; empty counts all alike.</param>
    /// <returns>The anchors, in the unit of the boxes, and how well they fit these boxes.</returns>
    /// <exception cref="ArgumentException">
    /// There are no boxes, a side or weight is not a positive finite number, or there is another number of weights than of boxes.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// More anchors are wanted than there are distinct shapes, or an option is outside its range.
    /// </exception>
    public static AnchorFit Fit(
        ReadOnlySpan<Anchor> boxes,
        AnchorClusteringOptions options,
        ReadOnlySpan<float> weights = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 1, nameof(options.Count));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Restarts, 1, nameof(options.Restarts));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxIterations, 1, nameof(options.MaxIterations));
        ThrowIfNoShare(options.RecallThreshold, nameof(options.RecallThreshold));
        var shapes = WeightedShapes.From(boxes, weights);
        if (options.Count > shapes.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.Count,
                $"{options.Count} anchors are wanted, but the {boxes.Length} boxes have only {shapes.Count} distinct shapes."
            );
        }

        var random = new Random(options.Seed);
        var clusters = new ShapeClusters(shapes, options.Count);
        var best = Array.Empty<Anchor>();
        var bestIoU = double.NegativeInfinity;
        for (var start = 0; start < options.Restarts; start++)
        {
            clusters.Start(random);
            clusters.Refine(options.MaxIterations);
            if (clusters.MeanIoU > bestIoU)
            {
                bestIoU = clusters.MeanIoU;
                best = [.. clusters.Centers];
            }
        }

        return shapes.Measure(best, options.RecallThreshold);
    }

    /// <summary>Measures how well given anchors fit boxes.</summary>
    /// <param name="anchors">The anchors, in the unit of the boxes.</param>
    /// <param name="boxes">Width and height of each box.</param>
    /// <param name="recallThreshold">The shape IoU from which on an anchor counts as able to find a box, in [0, 1].</param>
    /// <param name="weights">How much each box counts, above 0; empty counts all alike.</param>
    /// <returns>The same anchors by rising area, and how well they fit.</returns>
    /// <exception cref="ArgumentException">
    /// There are no boxes or no anchors, a side or weight is not a positive finite number, or there is another number of weights than of boxes.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="recallThreshold"/> is outside [0, 1] or NaN.</exception>
    public static AnchorFit Measure(
        ReadOnlySpan<Anchor> anchors,
        ReadOnlySpan<Anchor> boxes,
        float recallThreshold = 0.5f,
        ReadOnlySpan<float> weights = default
    )
    {
        ThrowIfNoShare(recallThreshold, nameof(recallThreshold));
        WeightedShapes.Validate(anchors, nameof(anchors));
        return WeightedShapes.From(boxes, weights).Measure([.. anchors], recallThreshold);
    }

    private static void ThrowIfNoShare(float value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be in [0, 1].");
        }
    }
}
