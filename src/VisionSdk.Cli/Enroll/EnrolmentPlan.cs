namespace VisionSdk.Cli;

/// <summary>Pictures of one identity that a command line names.</summary>
/// <param name="Key">Its external key.</param>
/// <param name="Files">The pictures.</param>
internal sealed record PlannedIdentity(string Key, IReadOnlyList<string> Files);

/// <summary>Which identities the files and folders of a command line mean.</summary>
internal static class EnrolmentPlan
{
    /// <summary>A picture's identity is the folder that it lies in; a file that is named by itself is called by its own name.</summary>
    /// <param name="path">A picture, or a folder of pictures or of folders.</param>
    /// <param name="key">The key of the one identity that is meant, or <see langword="null"/>.</param>
    /// <exception cref="InputFileException">The path does not exist, or the folder holds no picture.</exception>
    /// <exception cref="UsageException">There is a key, and pictures of several identities.</exception>
    public static IReadOnlyList<PlannedIdentity> Of(string path, string? key)
    {
        var files = InputFiles.Expand([path]);
        if (key is not null)
        {
            RequireOneFolder(path, files);
            return [new PlannedIdentity(key, files)];
        }

        return Directory.Exists(path)
            ?
            [
                .. files
                    .GroupBy(static file => Path.GetDirectoryName(Path.GetFullPath(file))!, StringComparer.Ordinal)
                    .Select(static folder => new PlannedIdentity(Path.GetFileName(folder.Key), [.. folder])),
            ]
            : [new PlannedIdentity(Path.GetFileNameWithoutExtension(path), files)];
    }

    private static void RequireOneFolder(string path, IReadOnlyList<string> files)
    {
        var folders = files.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal).Count();
        if (folders > 1)
        {
            throw new UsageException(
                $"--key names one identity, and '{path}' holds pictures in {folders} folders. Name one folder, or leave --key out: then a folder's name is the key."
            );
        }
    }
}
