using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>What the writes of one transaction of the key vault share.</summary>
internal sealed class VaultScope(KeyVaultDbContext context) : IWriteScope
{
    public KeyVaultDbContext Context => context;

    DbContext IWriteScope.Context => context;

    public string Table => "vault_keys";

    public void Forget() => context.ChangeTracker.Clear();

    public void Dispose() => context.Dispose();
}
