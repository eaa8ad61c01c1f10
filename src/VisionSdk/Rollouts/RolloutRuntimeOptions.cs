using System.ComponentModel.DataAnnotations;

namespace VisionSdk;

/// <summary>What rollouts may cost a process.</summary>
public sealed class RolloutRuntimeOptions
{
    /// <summary>How many decisions are repeated at once in the background.</summary>
    /// <value>Decisions, in [1, 64]; default 1.</value>
    [Range(1, 64)]
    public int Concurrency { get; set; } = RolloutDefaults.Concurrency;

    /// <summary>How many may wait for that; what comes besides is left out and counted.</summary>
    /// <value>Decisions, in [1, 100000]; default 64.</value>
    [Range(1, 100_000)]
    public int QueueLimit { get; set; } = RolloutDefaults.QueueLimit;

    /// <summary>How much memory their pictures may take; what would take more is left out and counted.</summary>
    /// <value>Bytes, in [1048576, 17179869184]; default 134217728.</value>
    [Range(1048576.0, 17179869184.0)]
    public long QueueBytes { get; set; } = RolloutDefaults.QueueBytes;

    /// <summary>How long a decision waits in the background for a moment in which no request wants the processor; then it is left out and counted.</summary>
    /// <value>A duration, in [00:00:00, 01:00:00]; default 00:00:10.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Patience { get; set; } = RolloutDefaults.Patience;
}
