using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace VisionSdk.ML;

/// <summary>Reads the files of a package that may be hostile.</summary>
internal static class PackageFile
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Reads a whole file of at most a given size.</summary>
    public static byte[] ReadBounded(string path, int maxBytes)
    {
        using var handle = OpenRegular(path, modelId: null, out var length);
        if (length > maxBytes)
        {
            throw new ModelLoadException(
                $"The file '{path}' of a model package has {length} bytes; at most {maxBytes} are read. Shorten it.",
                modelId: null,
                path
            );
        }

        return ReadExactly(handle, path, modelId: null, (int)length);
    }

    /// <summary>The full path of a file that must lie in the package's own folder.</summary>
    public static string Confine(string folder, string file, string modelId)
    {
        return IsBareName(file)
            ? Path.Combine(folder, file)
            : throw new ModelLoadException(
                $"The manifest of model '{modelId}' names the graph file '{file}'; it must be a file name in the package folder, without a path.",
                modelId,
                folder
            );
    }

    /// <summary>Whether a name cannot leave its folder: separators of both systems and drive colons are refused on every system.</summary>
    public static bool IsBareName(string file) =>
        file.Length > 0 && file is not ("." or "..") && file.IndexOfAny(['/', '\\', ':', '\0']) < 0;

    /// <summary>Opens a regular file for reading from its beginning to its end.</summary>
    public static FileStream OpenStream(string path)
    {
        var handle = OpenRegular(path, modelId: null, out _);
        return new FileStream(handle, FileAccess.Read, BlockBytes);
    }

    /// <summary>The signature in a package's folder; empty when there is none.</summary>
    public static byte[] ReadSignature(string folder)
    {
        var path = Path.Combine(folder, ModelSignature.FileName);
        return File.Exists(path) ? ReadBounded(path, ModelSignature.MaxBytes) : [];
    }

    /// <summary>Checks size and SHA-256 of the graph file without holding it in memory.</summary>
    public static void CheckHash(string path, ModelManifest manifest)
    {
        using var handle = OpenRegular(path, manifest.Id, out var length);
        CheckSize(path, manifest, length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[(int)Math.Min(BlockBytes, length)];
        for (long offset = 0; offset < length; )
        {
            var read = Read(handle, path, manifest.Id, block, offset);
            hash.AppendData(block, 0, read);
            offset += read;
        }

        CheckDigest(path, manifest, hash.GetHashAndReset());
    }

    /// <summary>Reads the graph file and checks exactly the bytes that are returned.</summary>
    public static byte[] ReadChecked(string path, ModelManifest manifest)
    {
        using var handle = OpenRegular(path, manifest.Id, out var length);
        CheckSize(path, manifest, length);
        if (length > Array.MaxLength)
        {
            throw new ModelLoadException(
                $"The graph '{path}' of model '{manifest.Id}' has {length} bytes; an ONNX file holds at most {Array.MaxLength}.",
                manifest.Id,
                path
            );
        }

        var bytes = ReadExactly(handle, path, manifest.Id, (int)length);
        CheckDigest(path, manifest, SHA256.HashData(bytes));
        return bytes;
    }

    private static void CheckSize(string path, ModelManifest manifest, long length)
    {
        if (length != manifest.Artifact.Size)
        {
            throw new ModelIntegrityException(
                $"The graph '{path}' of model '{manifest.Id}' has {length} bytes; its manifest promises {manifest.Artifact.Size}. Restore the package.",
                manifest.Id,
                path,
                $"{manifest.Artifact.Size} bytes",
                $"{length} bytes"
            );
        }
    }

    private static void CheckDigest(string path, ModelManifest manifest, byte[] digest)
    {
        var actual = Convert.ToHexStringLower(digest);
        if (!string.Equals(actual, manifest.Artifact.Sha256, StringComparison.Ordinal))
        {
            throw new ModelIntegrityException(
                $"The graph '{path}' of model '{manifest.Id}' has SHA-256 {actual}; its manifest promises {manifest.Artifact.Sha256}. Restore the package.",
                manifest.Id,
                path,
                manifest.Artifact.Sha256,
                actual
            );
        }
    }

    private static SafeFileHandle OpenRegular(string path, string? modelId, out long length)
    {
        var file = new FileInfo(path);
        try
        {
            if (!file.Exists)
            {
                throw new ModelLoadException(
                    $"The file '{path}' of the model package does not exist. Restore the package.",
                    modelId,
                    path
                );
            }

            // A link could make the package stand for a file elsewhere on the machine. An empty length also stands for pipes and devices,
            // which would block or never end when opened.
            if (file.LinkTarget is not null || file.Length == 0)
            {
                throw new ModelLoadException(
                    $"The file '{path}' of the model package is a link, or empty; a package is made of regular files. Restore the package.",
                    modelId,
                    path
                );
            }

            var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            length = RandomAccess.GetLength(handle);
            return handle;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, modelId, exception);
        }
    }

    private static byte[] ReadExactly(SafeFileHandle handle, string path, string? modelId, int length)
    {
        var bytes = new byte[length];
        for (var offset = 0; offset < length; )
        {
            offset += Read(handle, path, modelId, bytes.AsSpan(offset), offset);
        }

        return bytes;
    }

    private static int Read(SafeFileHandle handle, string path, string? modelId, Span<byte> buffer, long offset)
    {
        try
        {
            var read = RandomAccess.Read(handle, buffer, offset);
            return read > 0 ? read : throw new EndOfStreamException("The file became shorter while it was read.");
        }
        catch (IOException exception)
        {
            throw Unreadable(path, modelId, exception);
        }
    }

    private static ModelLoadException Unreadable(string path, string? modelId, Exception exception) =>
        new($"The file '{path}' of the model package cannot be read: {exception.Message}", modelId, path, exception);
}
