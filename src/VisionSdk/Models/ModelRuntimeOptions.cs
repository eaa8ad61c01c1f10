using System.ComponentModel.DataAnnotations;

namespace VisionSdk;

/// <summary>How a <see cref="VisionClient"/> follows the registry of its store, checks new model versions and keeps them in memory.</summary>
public sealed class ModelRuntimeOptions
{
    /// <summary>Whether the versions that the store's registry calls active replace those of <see cref="VisionSdkOptions.Slots"/>.</summary>
    /// <value>Default true. A slot without history is played by the model of the options, and a store that does not exist has none.</value>
    public bool FollowRegistry { get; set; } = true;

    /// <summary>How often the store is asked whether another process has activated something.</summary>
    /// <value>A duration, in [00:00:00.0500000, 01:00:00]; default 00:00:01.</value>
    [Range(typeof(TimeSpan), "00:00:00.0500000", "01:00:00")]
    public TimeSpan FollowInterval { get; set; } = VisionSdkDefaults.FollowInterval;

    /// <summary>Where registered packages are kept on this machine; several processes may share it.</summary>
    /// <value>A folder, relative ones beside the application; default <see langword="null"/>: <c>VisionSdk/models</c> in the account's local application data.</value>
    public string? CacheDirectory { get; set; }

    /// <summary>Whether graphs are kept in the cache as ONNX Runtime optimised them for this machine, so that a version loads more quickly the next time.</summary>
    /// <value>
    /// Default false. The default packages load in three quarters of the time together, the large ones gaining most, take up to four times the
    /// room, and the first load is slower.
    /// </value>
    /// <remarks>On the processor only, and not together with <see cref="RequireSignature"/>: nobody has signed what the runtime makes of a graph.</remarks>
    public bool KeepOptimizedGraphs { get; set; }

    /// <summary>How long a version that plays no role any more stays in memory, so that a rollback needs no load.</summary>
    /// <value>A duration, in [00:00:00, 1.00:00:00]; default 00:05:00. Zero frees it with the last operation that it serves.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepIdleFor { get; set; } = VisionSdkDefaults.KeepIdleFor;

    /// <summary>What all models together may take in memory, counted as their weights in single precision.</summary>
    /// <value>Bytes, in [1048576, 1099511627776]; default <see langword="null"/>: no limit. Models that nobody uses at the moment make room for others.</value>
    [Range(1048576.0, 1099511627776.0)]
    public long? MemoryBudget { get; set; }

    /// <summary>Largest package that is registered.</summary>
    /// <value>Bytes, in [1, 1099511627776]; default 2147483648.</value>
    [Range(1.0, 1099511627776.0)]
    public long MaxPackageBytes { get; set; } = VisionSdkDefaults.MaxPackageBytes;

    /// <summary>How often a version runs on a generated picture before it is activated.</summary>
    /// <value>Runs, in [1, 1000]; default 5.</value>
    [Range(1, 1000)]
    public int WarmUpRuns { get; set; } = VisionSdkDefaults.WarmUpRuns;

    /// <summary>How many times as long as the version that it replaces a version may take for one picture.</summary>
    /// <value>A factor, in [1, 1000000]; default 5. An activation can ask for another one; <see langword="null"/>: any time.</value>
    [Range(1.0, 1_000_000.0)]
    public double? MaxSlowdown { get; set; } = VisionSdkDefaults.MaxSlowdown;

    /// <summary>Public keys (PEM, elliptic curves) whose signatures on packages are believed.</summary>
    /// <value>Default empty.</value>
    public IList<string> TrustedKeys { get; } = [];

    /// <summary>Whether only packages that one of <see cref="TrustedKeys"/> has signed are registered and activated.</summary>
    /// <value>Default false.</value>
    public bool RequireSignature { get; set; }
}
