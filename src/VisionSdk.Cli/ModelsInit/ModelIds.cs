using System.Text.RegularExpressions;

namespace VisionSdk.Cli;

/// <summary>An id for a model that has only a file name.</summary>
internal static partial class ModelIds
{
    /// <summary>The name in lower case, whatever an id cannot hold replaced by dashes.</summary>
    public static string FromFileName(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        var id = Others().Replace(name, "-").Trim('-');
        return id.Length > 0 ? id : "model";
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Others();
}
