namespace VisionSdk.Cli;

/// <summary>The picture files that file and folder arguments mean.</summary>
internal static class InputFiles
{
    private static readonly HashSet<string> PictureExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg",
        ".jpeg",
        ".png",
        ".webp",
        ".bmp",
        ".gif",
    };

    /// <summary>Files as they are named, and of folders every picture below, in ordinal order.</summary>
    /// <exception cref="InputFileException">A path does not exist, or a folder holds no picture.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(RequireFile(path));
                continue;
            }

            var pictures = Pictures(path);
            if (pictures.Count == 0)
            {
                throw new InputFileException(
                    $"The folder '{path}' holds no pictures ({string.Join(", ", PictureExtensions.Order())})."
                );
            }

            files.AddRange(pictures);
        }

        return files;
    }

    /// <summary>Every picture below a folder, in ordinal order.</summary>
    public static IReadOnlyList<string> Pictures(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(static file => PictureExtensions.Contains(Path.GetExtension(file)))
                .Order(StringComparer.Ordinal),
        ];

    /// <exception cref="InputFileException">There is no such file.</exception>
    public static string RequireFile(string path) =>
        File.Exists(path) ? path : throw new InputFileException($"The file '{path}' does not exist.");

    /// <exception cref="InputFileException">There is no such folder.</exception>
    public static string RequireFolder(string path) =>
        Directory.Exists(path) ? path : throw new InputFileException($"The folder '{path}' does not exist.");
}
