namespace VisionSdk;

/// <summary>How often something happened.</summary>
/// <param name="Count">How often it did.</param>
/// <param name="Of">How often it could have.</param>
/// <param name="Bounds">Between which the true share lies; [0, 1] when it could never have.</param>
public readonly record struct RolloutRate(long Count, long Of, ConfidenceInterval Bounds)
{
    /// <summary>The share, in [0, 1]; <see langword="null"/> when it could never have happened.</summary>
    public double? Share => Of == 0 ? null : (double)Count / Of;

    internal static RolloutRate Create(long count, long of, double confidence) =>
        new(
            count,
            of,
            of == 0 ? new ConfidenceInterval(0, 1, confidence) : ClopperPearson.Interval(count, of, confidence)
        );
}
