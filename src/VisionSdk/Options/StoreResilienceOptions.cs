using System.ComponentModel.DataAnnotations;

namespace VisionSdk;

/// <summary>How long the store may take, and how often it is asked again.</summary>
/// <remarks>
/// Only what is for a moment is tried again: a database that another writer holds, a server that cannot be reached, a row that somebody else has
/// changed. The store itself does so, transaction by transaction, so that nothing is written twice.
/// </remarks>
public sealed class StoreResilienceOptions
{
    /// <summary>How long one call of the store may take in all, retries included. Opening it and loading a gallery on first use count.</summary>
    /// <value>A duration, in [00:00:00.0100000, 1.00:00:00]; default 00:00:30.</value>
    /// <remarks>Exceeding it is a <see cref="VisionTimeoutException"/>. Of a write it is then not known whether it was stored; to repeat it is safe.</remarks>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = VisionSdkDefaults.StoreTimeout;

    /// <summary>How often a transaction is tried again.</summary>
    /// <value>Retries, in [0, 20]; default 5.</value>
    [Range(0, 20)]
    public int Retries { get; set; } = VisionSdkDefaults.StoreRetries;

    /// <summary>The pause before the first retry; it doubles with each further one, with jitter.</summary>
    /// <value>A duration, in [00:00:00, 00:01:00]; default 00:00:00.0200000.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = VisionSdkDefaults.StoreRetryDelay;
}
