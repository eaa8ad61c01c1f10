namespace VisionSdk.Storage;

/// <summary>A calibration that is to hold from now on.</summary>
public sealed record CalibrationRequest
{
    /// <summary>What was measured.</summary>
    public required SpaceCalibration Calibration { get; init; }

    /// <summary>The model version whose embeddings were measured; its space is the calibration's.</summary>
    public required ModelManifest Model { get; init; }

    /// <summary>Who stores it, at most 128 characters: no personal data beyond what an audit may keep for ever.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The tenant in whose audit the entry is written. The calibration holds for all tenants: a space belongs to a model, not to a tenant.</summary>
    /// <value>Default <see cref="StoreOptions.DefaultTenant"/>.</value>
    public string Tenant { get; init; } = StoreOptions.DefaultTenant;
}
