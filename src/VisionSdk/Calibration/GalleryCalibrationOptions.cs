using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Which gallery a calibration measures. Immutable.</summary>
public sealed record GalleryCalibrationOptions : CalibrationOptions
{
    /// <summary>The tenant.</summary>
    /// <value>Default <see cref="StoreOptions.DefaultTenant"/>.</value>
    public string Tenant { get; init; } = StoreOptions.DefaultTenant;

    /// <summary>How many references are compared with each other at most; of a larger gallery whole identities are left out.</summary>
    /// <value>In [2, 20000]; default 4096, which make 8 million pairs and support rates down to 4e-7.</value>
    public int MaxReferences { get; init; } = 4096;

    /// <summary>Which identities of a larger gallery are taken.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; init; } = 1;
}
