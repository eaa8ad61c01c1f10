namespace VisionSdk;

/// <summary>How a move is worked on. Immutable.</summary>
public sealed record MigrationRunOptions
{
    /// <summary>How many identities are claimed, embedded and stored together.</summary>
    /// <value>In [1, 500]; default 32: what a killed process has to do again.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>How many pictures are embedded at once. They wait for their turn as any request does.</summary>
    /// <value>At least 1; default 1, so that requests keep most of the processor.</value>
    public int Parallelism { get; init; } = 1;

    /// <summary>How long a batch belongs to this process. A killed one's share is taken over after that.</summary>
    /// <value>Default one minute.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether vectors of identities without a picture are mapped; otherwise they are listed as missing.</summary>
    /// <value>Default <see langword="false"/>.</value>
    /// <remarks>
    /// A mapped reference recognises nearly as well as a real one, and is taken for strangers several times as often at the same threshold:
    /// <see cref="MigrationBridgeReport"/> says how often. It bridges the time until its identity comes by to be enrolled again.
    /// </remarks>
    public bool AllowBridge { get; init; }

    /// <summary>Of how many identities both spaces must have real vectors, for a bridge to be learnt.</summary>
    /// <value>At least 10; default 100.</value>
    public int BridgeIdentities { get; init; } = 100;

    /// <summary>Whether identities that could not be moved are tried again.</summary>
    public bool RetryFailed { get; init; }
}
