using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Finds identities by what the caller calls them.</summary>
internal static class IdentityFinder
{
    /// <summary>Finds an identity; <see langword="null"/> when there is none.</summary>
    /// <exception cref="ArgumentException">The key is the default one, which names nothing.</exception>
    public static Task<IdentityRecord?> FindAsync(
        VisionStore store,
        IdentityKey key,
        string tenant,
        string profile,
        CancellationToken cancellationToken
    ) =>
        key switch
        {
            { Id: { } id } => store.FindIdentityAsync(tenant, id, cancellationToken),
            { ExternalKey: { } externalKey } => store.FindIdentityAsync(
                tenant,
                profile,
                externalKey,
                cancellationToken
            ),
            _ => throw new ArgumentException(
                "The key names no identity: it has neither an id nor an external key.",
                nameof(key)
            ),
        };

    /// <summary>Finds an identity that must exist.</summary>
    /// <exception cref="StoreException">There is none.</exception>
    public static async Task<IdentityRecord> RequireAsync(
        VisionStore store,
        IdentityKey key,
        string tenant,
        string profile,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(store, key, tenant, profile, cancellationToken).ConfigureAwait(false);
        return found is not null && string.Equals(found.Profile, profile, StringComparison.Ordinal)
            ? found
            : throw new StoreException(
                StoreFailure.UnknownIdentity,
                $"Tenant '{tenant}' has no identity {key} in profile '{profile}'. It was never enrolled there, or it has been erased."
            );
    }
}
