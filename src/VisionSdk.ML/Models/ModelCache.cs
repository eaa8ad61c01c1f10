using System.Security.Cryptography;

namespace VisionSdk.ML;

/// <summary>Model packages on this machine, each in a folder that is named by the hash of its manifest and never changes.</summary>
/// <remarks>
/// Safe for several processes: a package is made ready under a name of its own and appears by one rename. What is found is checked byte for byte,
/// and what is damaged is put away, so that it is fetched anew.
/// </remarks>
public sealed class ModelCache
{
    private const int FanOut = 2;

    private readonly CacheWorkFolders _work;

    /// <summary>Uses a folder.</summary>
    /// <param name="root">The folder; it is created with the first package.</param>
    public ModelCache(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Root = Path.GetFullPath(root);
        _work = new CacheWorkFolders(Root);
    }

    /// <summary>The folder that is used when none is named: <c>VisionSdk/models</c> in the account's local application data.</summary>
    public static string DefaultRoot =>
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            ),
            "VisionSdk",
            "models"
        );

    /// <summary>Full path of the folder.</summary>
    public string Root { get; }

    /// <summary>Names a package by its content.</summary>
    /// <param name="manifest">The bytes of its <c>model.json</c>, which name the graph by its hash.</param>
    /// <returns>64 lower-case hexadecimal digits (SHA-256).</returns>
    public static string DigestOf(ReadOnlySpan<byte> manifest) => Convert.ToHexStringLower(SHA256.HashData(manifest));

    /// <summary>Finds a package and checks it.</summary>
    /// <param name="digest">Its name, of <see cref="DigestOf"/>.</param>
    /// <returns>The package; <see langword="null"/> when it is not there, or not whole.</returns>
    public ModelPackage? Find(string digest)
    {
        var folder = FolderOf(digest);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        try
        {
            var package = ModelPackage.Open(folder);
            if (DigestOf(package.ManifestBytes.Span) == digest)
            {
                return package;
            }
        }
        catch (ModelLoadException exception) when (exception.InnerException is not IOException)
        {
            // Damaged; fetched anew by whoever looked for it.
        }

        _work.PutAway(folder);
        return null;
    }

    /// <summary>Takes a package in, whichever form it comes in, and keeps a checked copy.</summary>
    /// <param name="path">A package folder, a ZIP archive, or an <c>.onnx</c> file.</param>
    /// <param name="manifestPath">The manifest of an <c>.onnx</c> file; <see langword="null"/> for <c>model.json</c> beside it.</param>
    /// <param name="maxBytes">Largest package that is taken, in bytes.</param>
    /// <param name="cancellationToken">Ends it; nothing is left behind.</param>
    /// <returns>The cached package.</returns>
    /// <exception cref="ModelLoadException">There is no package, it is not valid or too large, or the cache cannot be written.</exception>
    /// <exception cref="ModelIntegrityException">The graph is not the one that the manifest names.</exception>
    public Task<ModelPackage> ImportAsync(
        string path,
        string? manifestPath = null,
        long maxBytes = ModelArchive.DefaultMaxBytes,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        return new ModelIntake(this, _work, maxBytes).TakeAsync(path, manifestPath, cancellationToken);
    }

    /// <summary>Copies a package into the cache; nothing happens when it is there.</summary>
    /// <param name="package">The package.</param>
    /// <param name="cancellationToken">Ends it; nothing is left behind.</param>
    /// <returns>The cached one, checked.</returns>
    /// <exception cref="ModelLoadException">The cache cannot be written, or the package changed while it was copied.</exception>
    public Task<ModelPackage> AddAsync(ModelPackage package, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        return AddAsync(
            package.ManifestBytes,
            package.Signature,
            async (target, token) =>
            {
                var graph = package.OpenArtifact();
                await using (graph.ConfigureAwait(false))
                {
                    await graph.CopyToAsync(target, token).ConfigureAwait(false);
                }
            },
            cancellationToken
        );
    }

    /// <summary>Makes a package out of its parts; nothing happens when it is there.</summary>
    /// <param name="manifest">The bytes of <c>model.json</c>.</param>
    /// <param name="signature">The bytes of its signature; empty for none.</param>
    /// <param name="writeGraph">Writes the graph file; its size and hash are checked afterwards.</param>
    /// <param name="cancellationToken">Ends it; nothing is left behind.</param>
    /// <returns>The package, checked.</returns>
    /// <exception cref="ModelLoadException">The manifest is not valid, or the cache cannot be written.</exception>
    /// <exception cref="ModelIntegrityException">What was written is not the graph that the manifest names.</exception>
    public async Task<ModelPackage> AddAsync(
        ReadOnlyMemory<byte> manifest,
        ReadOnlyMemory<byte> signature,
        Func<Stream, CancellationToken, Task> writeGraph,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(writeGraph);
        var digest = DigestOf(manifest.Span);
        if (Find(digest) is { } cached)
        {
            if (signature.IsEmpty || signature.Span.SequenceEqual(cached.Signature.Span))
            {
                return cached;
            }

            // The same package, and now somebody has signed it.
            _work.PutAway(FolderOf(digest));
        }

        var parsed = ModelManifestSerializer.Deserialize(manifest.Span);
        var making = _work.Create();
        try
        {
            var graph = PackageFile.Confine(making, parsed.Artifact.File, parsed.Id);
            await File.WriteAllBytesAsync(
                    Path.Combine(making, ModelManifestSerializer.FileName),
                    manifest,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!signature.IsEmpty)
            {
                await File.WriteAllBytesAsync(
                        Path.Combine(making, ModelSignature.FileName),
                        signature,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            var file = new FileStream(graph, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using (file.ConfigureAwait(false))
            {
                await writeGraph(file, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            PackageFile.CheckHash(graph, parsed);
            Publish(making, FolderOf(digest));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(
                $"Model '{parsed.Id}' {parsed.Version} cannot be kept in the cache '{Root}': {exception.Message} Make the folder writable, or name another one.",
                parsed.Id,
                Root,
                exception
            );
        }
        finally
        {
            CacheWorkFolders.Delete(making);
        }

        return Find(digest)
            ?? throw new ModelLoadException(
                $"Model '{parsed.Id}' {parsed.Version} was put into the cache '{Root}' and is not there any more. Something else empties the folder; name another one.",
                parsed.Id,
                Root
            );
    }

    private static void Publish(string making, string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        try
        {
            Directory.Move(making, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process was first; its package has the same bytes.
        }
    }

    private string FolderOf(string digest)
    {
        ArgumentException.ThrowIfNullOrEmpty(digest);
        return digest.Length == SHA256.HashSizeInBytes * 2 && digest.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(Root, digest[..FanOut], digest)
            : throw new ArgumentException(
                $"'{digest}' is not a SHA-256 in lower-case hexadecimal digits.",
                nameof(digest)
            );
    }
}
