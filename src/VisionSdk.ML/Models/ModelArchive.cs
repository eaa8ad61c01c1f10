using System.IO.Compression;

namespace VisionSdk.ML;

/// <summary>A model package as one file: a ZIP archive of the manifest, the graph, and what else a package may hold.</summary>
/// <remarks>
/// Archives come from strangers. Entries are plain names, at most once each; what an entry claims about its size is checked before it is
/// unpacked, and again while it is: nothing is written outside the folder, and no more than is allowed.
/// </remarks>
public static class ModelArchive
{
    /// <summary>Most entries of an archive.</summary>
    public const int MaxEntries = 32;

    /// <summary>Largest package that is unpacked by default, in bytes (2 GiB).</summary>
    public const long DefaultMaxBytes = 1L << 31;

    /// <summary>Unpacks an archive.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">An empty folder, or one that does not exist yet.</param>
    /// <param name="maxBytes">The most that all files together may take, in bytes.</param>
    /// <exception cref="ModelLoadException">It is no archive, an entry is not a plain name or there twice, or it is larger than allowed.</exception>
    public static void Extract(string path, string folder, long maxBytes = DefaultMaxBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        try
        {
            using var stream = PackageFile.OpenStream(path);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var entries = Check(archive, path, maxBytes);
            Directory.CreateDirectory(folder);
            foreach (var entry in entries)
            {
                Extract(entry, Path.Combine(folder, entry.Name), path);
            }
        }
        catch (Exception exception)
            when (exception
                    is InvalidDataException
                        or IOException
                        or UnauthorizedAccessException
                        or NotSupportedException
            )
        {
            throw new ModelLoadException(
                $"The archive '{path}' cannot be unpacked: {exception.Message} Expected a ZIP archive of one model package.",
                modelId: null,
                path,
                exception
            );
        }
    }

    /// <summary>Packs a package into one file.</summary>
    /// <param name="package">The package.</param>
    /// <param name="path">The archive to write; it must not exist.</param>
    /// <param name="signature">A signature to pack instead of the package's own; <see langword="null"/> for its own, if it has one.</param>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public static void Create(ModelPackage package, string path, ReadOnlyMemory<byte>? signature = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        Add(archive, ModelManifestSerializer.FileName, package.ManifestBytes);
        var signed = signature ?? package.Signature;
        if (!signed.IsEmpty)
        {
            Add(archive, ModelSignature.FileName, signed);
        }

        using var graph = package.OpenArtifact();
        using var entry = NewEntry(archive, package.Manifest.Artifact.File).Open();
        graph.CopyTo(entry);
    }

    private static List<ZipArchiveEntry> Check(ZipArchive archive, string path, long maxBytes)
    {
        if (archive.Entries.Count > MaxEntries)
        {
            throw Refused(path, $"has {archive.Entries.Count} entries; a package has at most {MaxEntries}");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long total = 0;
        foreach (var entry in archive.Entries)
        {
            if (!PackageFile.IsBareName(entry.FullName))
            {
                throw Refused(
                    path,
                    $"has the entry '{entry.FullName}'; a package has plain file names, without a path"
                );
            }

            if (!names.Add(entry.FullName))
            {
                throw Refused(path, $"has the entry '{entry.FullName}' twice");
            }

            // Each length alone is not negative, but their sum could overflow.
            if (entry.Length > maxBytes - total)
            {
                throw Refused(path, $"unpacks to more than {maxBytes} bytes, which is the limit");
            }

            total += entry.Length;
        }

        return [.. archive.Entries];
    }

    private static void Extract(ZipArchiveEntry entry, string target, string path)
    {
        using var source = entry.Open();
        using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        var block = new byte[1 << 16];
        long written = 0;
        for (int read; (read = source.Read(block)) > 0; )
        {
            written += read;
            if (written > entry.Length)
            {
                throw Refused(path, $"has the entry '{entry.FullName}', which is larger than it claims to be");
            }

            file.Write(block, 0, read);
        }
    }

    private static ModelLoadException Refused(string path, string what) =>
        new(
            $"The archive '{path}' {what}. Pack the package again, or take it from a source that you trust.",
            modelId: null,
            path
        );

    private static void Add(ZipArchive archive, string name, ReadOnlyMemory<byte> content)
    {
        using var entry = NewEntry(archive, name).Open();
        entry.Write(content.Span);
    }

    private static ZipArchiveEntry NewEntry(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        // The same package is the same archive, whenever it is packed.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }
}
