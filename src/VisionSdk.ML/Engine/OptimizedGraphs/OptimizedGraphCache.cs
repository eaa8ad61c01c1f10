using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace VisionSdk.ML;

/// <summary>Graphs as the runtime optimised them for this kind of processor, so that it does so once and not at every start.</summary>
/// <remarks>
/// A file is named by what it depends on (graph, runtime, processor) and by its own SHA-256, appears by one rename, and is checked before it is
/// parsed; what is damaged is deleted and made anew. Safe for several processes. The hash tells damage, not malice: whoever may write the folder
/// may put another graph there, which is why a client that asks for signatures does not use it.
/// </remarks>
internal sealed class OptimizedGraphCache(string folder, long maxBytes)
{
    private const string Extension = ".onnx";
    private const string Making = ".making-";

    private static readonly TimeSpan LongestMaking = TimeSpan.FromHours(1);

    /// <summary>Names what an optimised graph depends on.</summary>
    public static string KeyOf(ModelManifest manifest, GraphOptimizationLevel level)
    {
        var text =
            $"{manifest.Artifact.Sha256.ToLowerInvariant()}\n{OrtEnv.Instance().GetVersionString()}\n{level}\n{ProcessorFingerprint.Current}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Reads a graph that was optimised before.</summary>
    /// <returns>Its bytes, checked; <see langword="null"/> when there is none.</returns>
    public byte[]? Read(string key)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return null;
            }

            foreach (var path in Directory.EnumerateFiles(folder, $"{key}.*{Extension}"))
            {
                var bytes = File.ReadAllBytes(path);
                if (Path.GetFileName(path) == NameOf(key, bytes))
                {
                    // The oldest go first when room is needed.
                    File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
                    return bytes;
                }

                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process has deleted it, or it cannot be read: it is made anew, or done without.
        }

        return null;
    }

    /// <summary>Deletes the graphs of a key, which the runtime does not want.</summary>
    public void Drop(string key)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, $"{key}.*{Extension}"))
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process has, or nobody may.
        }
    }

    /// <summary>A file for the runtime to write to.</summary>
    /// <returns>Its path; <see langword="null"/> when the folder cannot be written.</returns>
    public string? Begin()
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var path in Directory.EnumerateFiles(folder, Making + "*"))
            {
                if (File.GetLastWriteTimeUtc(path) < TimeProvider.System.GetUtcNow().UtcDateTime - LongestMaking)
                {
                    File.Delete(path);
                }
            }

            var making = Path.Combine(folder, Making + Guid.NewGuid().ToString("N"));
            File.WriteAllBytes(making, []);
            return making;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Takes a file in that the runtime has written, and makes room for it.</summary>
    public void Publish(string key, string making)
    {
        try
        {
            var name = NameOf(key, File.ReadAllBytes(making));
            MakeRoom(new FileInfo(making).Length);
            File.Move(making, Path.Combine(folder, name), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next start optimises again.
        }
        finally
        {
            Abandon(making);
        }
    }

    /// <summary>Deletes a file that was not written to its end.</summary>
    public static void Abandon(string making)
    {
        try
        {
            File.Delete(making);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Left for a later process, see Begin.
        }
    }

    private static string NameOf(string key, ReadOnlySpan<byte> bytes) =>
        $"{key}.{Convert.ToHexStringLower(SHA256.HashData(bytes))}{Extension}";

    private void MakeRoom(long needed)
    {
        var files = new DirectoryInfo(folder)
            .EnumerateFiles($"*{Extension}")
            .OrderBy(static file => file.LastWriteTimeUtc)
            .ToArray();
        var taken = files.Sum(static file => file.Length) + needed;
        foreach (var file in files)
        {
            if (taken <= maxBytes)
            {
                return;
            }

            taken -= file.Length;
            file.Delete();
        }
    }
}
