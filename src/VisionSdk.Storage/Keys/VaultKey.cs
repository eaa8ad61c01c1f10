namespace VisionSdk.Storage;

/// <summary>An opened vault key.</summary>
internal sealed record VaultKey(Guid Id, VaultKeyPurpose Purpose, int Generation, byte[] Key);
