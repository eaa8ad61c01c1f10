using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Who changes the thresholds that hold, and why. Immutable.</summary>
public sealed record CalibrationStoreOptions
{
    /// <summary>Who does it, for history and audit: the name of a service or an operator's id, no personal data; at most 128 characters.</summary>
    /// <value>Default <c>application</c>.</value>
    public string Actor { get; init; } = "application";

    /// <summary>Why.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public string? Reason { get; init; }

    /// <summary>The tenant in whose audit the entry is written. The calibration holds for all tenants: a space belongs to a model, not to a tenant.</summary>
    /// <value>Default <see cref="StoreOptions.DefaultTenant"/>.</value>
    public string Tenant { get; init; } = StoreOptions.DefaultTenant;

    /// <summary>
    /// Whether a calibration without a threshold for <see cref="VisionSdkOptions.FalseMatchRate"/> may be stored: for an application that only
    /// identifies, or that names another rate with each call.
    /// </summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool AllowMissingRate { get; init; }
}
