namespace VisionSdk.ML;

/// <summary>Takes a package in, whichever form it comes in.</summary>
internal sealed class ModelIntake(ModelCache cache, CacheWorkFolders work, long maxBytes)
{
    private const string GraphExtension = ".onnx";

    public async Task<ModelPackage> TakeAsync(string path, string? manifestPath, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            return await cache.AddAsync(Open(path), cancellationToken).ConfigureAwait(false);
        }

        if (Path.GetExtension(path).Equals(GraphExtension, StringComparison.OrdinalIgnoreCase))
        {
            return await TakeGraphAsync(path, manifestPath, cancellationToken).ConfigureAwait(false);
        }

        var folder = work.Create();
        try
        {
            ModelArchive.Extract(path, folder, maxBytes);
            return await cache.AddAsync(Open(folder), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CacheWorkFolders.Delete(folder);
        }
    }

    private async Task<ModelPackage> TakeGraphAsync(
        string path,
        string? manifestPath,
        CancellationToken cancellationToken
    )
    {
        var manifestFile = Path.GetFullPath(
            manifestPath
                ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ModelManifestSerializer.FileName)
        );
        if (!File.Exists(manifestFile))
        {
            throw new ModelLoadException(
                $"The graph '{path}' comes without a manifest: '{manifestFile}' does not exist. Write one with 'vision models init', or name it.",
                modelId: null,
                path
            );
        }

        var bytes = PackageFile.ReadBounded(manifestFile, ModelPackage.MaxManifestBytes);
        var manifest = ModelManifestSerializer.Deserialize(bytes, manifestFile);
        ThrowIfTooLarge(manifest, path);
        PackageFile.CheckHash(path, manifest);
        return await cache
            .AddAsync(
                bytes,
                PackageFile.ReadSignature(Path.GetDirectoryName(manifestFile)!),
                async (target, token) =>
                {
                    var graph = PackageFile.OpenStream(path);
                    await using (graph.ConfigureAwait(false))
                    {
                        await graph.CopyToAsync(target, token).ConfigureAwait(false);
                    }
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private ModelPackage Open(string folder)
    {
        var package = ModelPackage.Open(folder);
        ThrowIfTooLarge(package.Manifest, folder);
        return package;
    }

    private void ThrowIfTooLarge(ModelManifest manifest, string path)
    {
        if (manifest.Artifact.Size > maxBytes)
        {
            throw new ModelLoadException(
                $"The graph of model '{manifest.Id}' {manifest.Version} has {manifest.Artifact.Size} bytes; at most {maxBytes} are taken. Raise the limit if this is the model that you mean.",
                manifest.Id,
                path
            );
        }
    }
}
