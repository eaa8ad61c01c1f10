namespace VisionSdk.Storage;

/// <summary>A model version as rows refer to it.</summary>
internal sealed record ModelVersionKey(int VersionId, int? SpaceId, string? Space, string Sha256, bool IsNew);
