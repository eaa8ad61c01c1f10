namespace VisionSdk.ML;

/// <summary>Folders of a cache for what is not a checked package yet, or not any more.</summary>
internal sealed class CacheWorkFolders(string root)
{
    private const string Incoming = ".incoming";

    private static readonly TimeSpan LongestMaking = TimeSpan.FromDays(1);

    /// <summary>A fresh folder; the caller deletes it.</summary>
    /// <returns>Its full path.</returns>
    public string Create()
    {
        var incoming = Path.Combine(root, Incoming);
        Directory.CreateDirectory(incoming);
        DeleteForgotten(incoming);
        return Directory.CreateDirectory(Path.Combine(incoming, Guid.NewGuid().ToString("N"))).FullName;
    }

    /// <summary>Takes a damaged package out of the way.</summary>
    public void PutAway(string folder)
    {
        try
        {
            var away = Create();
            Directory.Move(folder, Path.Combine(away, "damaged"));
            Delete(away);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process has put it away, or it cannot be moved: then adding it anew says so.
        }
    }

    /// <summary>Deletes a folder with what is in it, as far as nobody holds it.</summary>
    public static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Left for a later process, see DeleteForgotten.
        }
    }

    private static void DeleteForgotten(string incoming)
    {
        var oldest = TimeProvider.System.GetUtcNow().UtcDateTime - LongestMaking;
        foreach (var folder in Directory.EnumerateDirectories(incoming))
        {
            if (Directory.GetCreationTimeUtc(folder) < oldest)
            {
                Delete(folder);
            }
        }
    }
}
