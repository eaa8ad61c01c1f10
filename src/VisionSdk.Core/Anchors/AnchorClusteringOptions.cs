namespace VisionSdk;

/// <summary>How anchors are fitted to the boxes of a data set.</summary>
public sealed record AnchorClusteringOptions
{
    /// <summary>How many anchors are wanted.</summary>
    /// <value>1 to the number of distinct shapes among the boxes; YOLOv2 uses 5, YOLOv3 9 (three per scale).</value>
    public required int Count { get; init; }

    /// <summary>Seed of the random starts: equal seeds, boxes and options give equal anchors, on every machine.</summary>
    /// <value>Any number; default 0.</value>
    public int Seed { get; init; }

    /// <summary>How often clustering starts anew; the start with the highest mean IoU wins, of equals the first.</summary>
    /// <value>At least 1; default 10.</value>
    public int Restarts { get; init; } = 10;

    /// <summary>After how many rounds of assigning and averaging one start ends that has not come to rest.</summary>
    /// <value>At least 1; default 300.</value>
    public int MaxIterations { get; init; } = 300;

    /// <summary>The shape IoU from which on an anchor counts as able to find a box: the threshold of <see cref="AnchorFit.BestPossibleRecall"/>.</summary>
    /// <value>In [0, 1]; default 0.5.</value>
    public float RecallThreshold { get; init; } = 0.5f;
}
