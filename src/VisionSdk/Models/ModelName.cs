using System.Diagnostics.CodeAnalysis;

namespace VisionSdk;

/// <summary>A model by id, and by version unless the highest one is meant.</summary>
internal readonly record struct ModelName(string Id, string? Version)
{
    /// <summary>Parses <c>id</c> or <c>id@version</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ModelName name)
    {
        name = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var id = at < 0 ? text : text[..at];
        var version = at < 0 ? null : text[(at + 1)..];
        if (!IsPathSafe(id) || (version is not null && !IsPathSafe(version)))
        {
            return false;
        }

        name = new ModelName(id, version);
        return true;
    }

    public static ModelName Parse(string text, string parameterName) =>
        TryParse(text, out var name)
            ? name
            : throw new ArgumentException(
                $"'{text}' is not a model; expected an id such as 'face-embedder-dlib', or 'id@version'.",
                parameterName
            );

    public override string ToString() => Version is null ? Id : $"{Id}@{Version}";

    /// <summary>Both parts become folder names, so nothing but letters, digits, dots, dashes, plus and underscores, and never a leading dot.</summary>
    private static bool IsPathSafe(string part)
    {
        if (part.Length == 0 || part[0] == '.')
        {
            return false;
        }

        foreach (var c in part)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '+' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
