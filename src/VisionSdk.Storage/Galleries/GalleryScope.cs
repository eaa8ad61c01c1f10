namespace VisionSdk.Storage;

/// <summary>Whose identities are searched.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Profile">The recognition profile.</param>
public sealed record GalleryScope(string Tenant = StoreOptions.DefaultTenant, string Profile = "faces");
