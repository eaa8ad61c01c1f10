using System.Collections.Concurrent;
using VisionSdk.ML;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Finds the package of a model version: in the models folder, in the cache, or in the store, from where it is brought into the cache.</summary>
internal sealed class VersionLocator(VisionSdkOptions options, IModelFactory factory, StoreSource stores)
{
    private readonly ConcurrentDictionary<ModelName, VersionKey> _known = new();
    private readonly ConcurrentDictionary<ModelName, VersionKey> _registered = new();
    private readonly ModelTrust _trust = ModelTrust.FromPem(options.Models.TrustedKeys);

    /// <summary>The packages that this machine has.</summary>
    public ModelCache Cache { get; } = new(CacheRoot(options.Models));

    /// <summary>The folder of the cache.</summary>
    public static string CacheRoot(ModelRuntimeOptions models) =>
        models.CacheDirectory is { } folder ? Path.Combine(AppContext.BaseDirectory, folder) : ModelCache.DefaultRoot;

    /// <summary>The version that a name was found to mean; <see langword="null"/> when nobody has looked for it yet.</summary>
    public VersionKey? Known(ModelName name) => _known.TryGetValue(name, out var key) ? key : null;

    /// <summary>The package of a registered version, as far as anybody has looked for it.</summary>
    public VersionKey? KnownRegistered(ModelName name) => _registered.TryGetValue(name, out var key) ? key : null;

    /// <summary>Finds what a name means: what lies in the models folder, or else a registered version.</summary>
    /// <exception cref="ModelLoadException">It is nowhere.</exception>
    public async ValueTask<VersionKey> LocateAsync(ModelName name, CancellationToken cancellationToken)
    {
        if (Known(name) is { } known)
        {
            return known;
        }

        var key =
            factory.Find(name)
            ?? await FindRegisteredAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw new ModelLoadException(
                $"Model '{name}' is not in '{Path.Combine(AppContext.BaseDirectory, options.ModelsDirectory)}', nor registered in the store. Install its package there, register it, or correct VisionSdkOptions.ModelsDirectory or Slots.",
                name.Id,
                Path.Combine(AppContext.BaseDirectory, options.ModelsDirectory)
            );
        return _known.GetOrAdd(name, key);
    }

    /// <summary>Finds the package of a registered version, byte for byte the one that was registered.</summary>
    /// <exception cref="ModelLoadException">No package of this version is at hand, or nobody who is trusted has signed it.</exception>
    public async Task<VersionKey> LocateAsync(
        VisionStore store,
        ModelVersionRecord record,
        CancellationToken cancellationToken
    )
    {
        var name = new ModelName(record.ModelId, record.Version);
        return KnownRegistered(name)
            ?? _registered.GetOrAdd(
                name,
                await FindPackageAsync(store, record, cancellationToken).ConfigureAwait(false)
            );
    }

    /// <summary>Throws when the options ask for a signature and no trusted key has signed the manifest.</summary>
    /// <returns>The key that signed it, if a trusted one did.</returns>
    /// <exception cref="ModelIntegrityException">A signature is asked for.</exception>
    public string? CheckSignature(string model, ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> signature)
    {
        var signer = _trust.FindSigner(manifest, signature);
        return signer is not null || !options.Models.RequireSignature
            ? signer
            : throw new ModelIntegrityException(
                $"Model {model} is {(signature.IsEmpty ? "not signed" : "signed by nobody who is trusted, or was changed since")}; the options ask for a signature of one of {options.Models.TrustedKeys.Count} trusted keys. Sign its model.json, or add the signer's key to ModelRuntimeOptions.TrustedKeys.",
                model,
                path: null,
                "a signature of a trusted key",
                signature.IsEmpty ? "none" : "another one"
            );
    }

    /// <summary>Finds the package of a version that was activated, byte for byte the one that was registered.</summary>
    /// <exception cref="ModelLoadException">It is not registered, or no package of it is at hand.</exception>
    public async ValueTask<VersionKey> LocateRegisteredAsync(ModelName name, CancellationToken cancellationToken) =>
        KnownRegistered(name)
        ?? await FindRegisteredAsync(name, cancellationToken).ConfigureAwait(false)
        ?? throw new ModelLoadException(
            $"Model '{name}' was activated and is not registered in the store any more. Activate another version.",
            name.Id,
            path: null
        );

    /// <summary>Opens the package of a version.</summary>
    /// <exception cref="ModelLoadException">It is not there any more.</exception>
    public ModelPackage Open(VersionKey key) =>
        key.Folder is { } folder
            ? ModelPackage.Open(folder)
            : factory.OpenInstalled(key)
                ?? throw new ModelLoadException(
                    $"Model '{key}' is not in the models folder any more. Install its package there.",
                    key.Id,
                    path: null
                );

    private async Task<VersionKey?> FindRegisteredAsync(ModelName name, CancellationToken cancellationToken)
    {
        if (name.Version is not { } version || !options.Models.FollowRegistry || !stores.MayExist)
        {
            return null;
        }

        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        var record = await store.FindModelVersionAsync(name.Id, version, cancellationToken).ConfigureAwait(false);
        return record switch
        {
            null => null,
            { State: ModelVersionState.Revoked } => throw new ModelLoadException(
                $"Model {record} is revoked and must not be used. Name or activate another version.",
                name.Id,
                path: null
            ),
            _ => await LocateAsync(store, record, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<VersionKey> FindPackageAsync(
        VisionStore store,
        ModelVersionRecord record,
        CancellationToken cancellationToken
    )
    {
        var manifest = ModelManifestSerializer.Deserialize(record.Manifest.Span);
        var name = new ModelName(record.ModelId, record.Version);
        if (factory.Find(name) is { } installed && factory.IsSame(installed, manifest))
        {
            return installed;
        }

        CheckSignature(record.ToString(), record.Manifest.Span, record.Signature.Span);
        var package = Cache.Find(ModelCache.DigestOf(record.Manifest.Span));
        if (package is null && await store.HasWeightsAsync(record.Sha256, cancellationToken).ConfigureAwait(false))
        {
            package = await Cache
                .AddAsync(
                    record.Manifest,
                    record.Signature,
                    (target, token) => store.ReadWeightsAsync(record.Sha256, target, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        return package is not null
            ? new VersionKey(record.ModelId, record.Version, package.Directory)
            : throw new ModelLoadException(
                $"Model {record} is registered, but its package is neither in the models folder nor in the cache '{Cache.Root}', and the store does not keep its weights. Register the package again on this machine, or share the cache.",
                record.ModelId,
                Cache.Root
            );
    }
}
