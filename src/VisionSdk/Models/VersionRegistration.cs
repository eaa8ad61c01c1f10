using System.Collections.Immutable;
using VisionSdk.ML;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Registers packages, those of the models folder by themselves, and finds registered versions by name.</summary>
internal sealed class VersionRegistration(
    VisionSdkOptions options,
    IModelFactory factory,
    StoreSource stores,
    VersionLocator locator
) : IDisposable
{
    private readonly SemaphoreSlim _installing = new(1, 1);
    private volatile bool _isInstalled;

    /// <summary>The store, in which everything is registered that the models folder holds.</summary>
    public async Task<VisionStore> StoreAsync(CancellationToken cancellationToken)
    {
        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        if (_isInstalled)
        {
            return store;
        }

        await _installing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isInstalled)
            {
                await RegisterInstalledAsync(store, cancellationToken).ConfigureAwait(false);
                _isInstalled = true;
            }
        }
        finally
        {
            _installing.Release();
        }

        return store;
    }

    /// <summary>Takes a package in and registers it.</summary>
    public async Task<ModelVersionRecord> RegisterAsync(
        string path,
        RegistrationOptions registration,
        CancellationToken cancellationToken
    )
    {
        var package = await locator
            .Cache.ImportAsync(path, registration.ManifestPath, options.Models.MaxPackageBytes, cancellationToken)
            .ConfigureAwait(false);
        locator.CheckSignature(package.ToString(), package.ManifestBytes.Span, package.Signature.Span);
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        return await AddAsync(store, package, registration.KeepWeights, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps the weights of a version that is about to get a history, so that going back to it never depends on a folder that an update of the application replaces.</summary>
    public async Task KeepAsync(
        VisionStore store,
        ModelVersionRecord record,
        VersionKey key,
        CancellationToken cancellationToken
    )
    {
        // A version from the cache was registered by hand, and its weights are kept, or not, as was asked for then.
        if (
            key.Folder is null
            && factory.OpenInstalled(key) is { } package
            && !await store.HasWeightsAsync(record.Sha256, cancellationToken).ConfigureAwait(false)
        )
        {
            await AddAsync(store, package, keepWeights: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds a registered version.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">The model, <c>id</c> for its highest version that may be used, or <c>id@version</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLoadException">It is not registered.</exception>
    public static async Task<ModelVersionRecord> RequireAsync(
        VisionStore store,
        string model,
        CancellationToken cancellationToken
    )
    {
        var name = ModelName.Parse(model, nameof(model));
        if (name.Version is { } version)
        {
            return await store.FindModelVersionAsync(name.Id, version, cancellationToken).ConfigureAwait(false)
                ?? throw Unknown(name);
        }

        var versions = await store.ListModelVersionsAsync(name.Id, cancellationToken).ConfigureAwait(false);
        return Highest(versions) ?? throw Unknown(name);
    }

    public void Dispose() => _installing.Dispose();

    /// <summary>The highest version that may be used; a release comes before every pre-release, however high.</summary>
    private static ModelVersionRecord? Highest(ImmutableArray<ModelVersionRecord> versions) =>
        versions
            .Where(static record => record.State is not (ModelVersionState.Retired or ModelVersionState.Revoked))
            .Select(static record => (Record: record, Version: SemanticVersion.Parse(record.Version)))
            .OrderByDescending(static item => string.IsNullOrEmpty(item.Version.PreRelease))
            .ThenByDescending(static item => item.Version)
            .Select(static item => item.Record)
            .FirstOrDefault();

    private async Task RegisterInstalledAsync(VisionStore store, CancellationToken cancellationToken)
    {
        var known = await store.ListModelVersionsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var names = known.Select(static record => (record.ModelId, record.Version)).ToHashSet();
        foreach (var key in factory.ListInstalled())
        {
            if (!names.Contains((key.Id, key.Version)) && factory.OpenInstalled(key) is { } package)
            {
                await AddAsync(store, package, keepWeights: false, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static Task<ModelVersionRecord> AddAsync(
        VisionStore store,
        ModelPackage package,
        bool keepWeights,
        CancellationToken cancellationToken
    ) =>
        store.AddModelVersionAsync(
            new ModelVersionContent
            {
                Manifest = package.ManifestBytes,
                Signature = package.Signature,
                OpenWeights = keepWeights ? package.OpenArtifact : null,
            },
            cancellationToken
        );

    private static ModelLoadException Unknown(ModelName name) =>
        new(
            $"Model '{name}' is not registered, nor in the models folder. Register its package first, for instance with 'vision models add'.",
            name.Id,
            path: null
        );
}
