using System.ComponentModel.DataAnnotations;

namespace VisionSdk;

/// <summary>When a model version that fails is no longer asked, and who answers in its place.</summary>
/// <remarks>
/// <para>
/// Every version has a circuit. Runs that fail (<see cref="ModelRunFailure"/>) count against it; pictures that cannot be decoded, arguments and
/// cancellations do not. When it opens, operations are answered by the version that last played the role well, and their
/// <see cref="Provenance.Fallbacks"/> say so; without one they end with <see cref="VisionUnavailableException"/>.
/// </para>
/// <para>After <see cref="BreakDuration"/> one run tries the version again: the circuit closes if that goes well, and stays open otherwise.</para>
/// </remarks>
public sealed class InferenceResilienceOptions
{
    /// <summary>Whether a version that fails often is no longer asked.</summary>
    /// <value>Default true.</value>
    public bool BreakCircuits { get; set; } = true;

    /// <summary>Whether another version answers in the place of one that is not asked.</summary>
    /// <value>Default true. An embedder is only replaced by one of the same space, or, where a picture is compared with the gallery, of one that all of the gallery has.</value>
    public bool FallBack { get; set; } = true;

    /// <summary>Share of failed runs that opens a circuit.</summary>
    /// <value>A share, in (0, 1]; default 0.5.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double FailureRatio { get; set; } = VisionSdkDefaults.FailureRatio;

    /// <summary>Runs of a version within <see cref="SamplingDuration"/> below which its circuit never opens.</summary>
    /// <value>Runs, in [2, 1000000]; default 10.</value>
    [Range(2, 1_000_000)]
    public int MinimumRuns { get; set; } = VisionSdkDefaults.MinimumRuns;

    /// <summary>The time over which runs are counted.</summary>
    /// <value>A duration, in [00:00:00.5000000, 1.00:00:00]; default 00:00:30.</value>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "1.00:00:00")]
    public TimeSpan SamplingDuration { get; set; } = VisionSdkDefaults.SamplingDuration;

    /// <summary>How long a version is not asked before it is tried again.</summary>
    /// <value>A duration, in [00:00:00.5000000, 1.00:00:00]; default 00:00:15.</value>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "1.00:00:00")]
    public TimeSpan BreakDuration { get; set; } = VisionSdkDefaults.BreakDuration;

    /// <summary>A run that takes longer counts as failed, although its answer is used.</summary>
    /// <value>A duration, in [00:00:00.0010000, 1.00:00:00]; default <see langword="null"/>: no run is too slow. At most <see cref="VisionSdkOptions.OperationTimeout"/>.</value>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "1.00:00:00")]
    public TimeSpan? SlowAfter { get; set; }
}
