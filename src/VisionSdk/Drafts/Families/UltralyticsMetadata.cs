using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace VisionSdk;

/// <summary>What Ultralytics' export writes into a file's metadata.</summary>
internal static partial class UltralyticsMetadata
{
    /// <summary>The class names of the field <c>names</c>, such as <c>{0: 'person', 1: 'bicycle'}</c>; empty unless it names each of the classes.</summary>
    public static ImmutableArray<string> Names(IReadOnlyDictionary<string, string> metadata, int classes)
    {
        if (!metadata.TryGetValue("names", out var text))
        {
            return [];
        }

        var names = new string?[classes];
        foreach (Match entry in Entry().Matches(text))
        {
            if (
                int.TryParse(entry.Groups["id"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id < classes
            )
            {
                names[id] = entry.Groups["name"].Value;
            }
        }

        return Array.TrueForAll(names, static name => !string.IsNullOrWhiteSpace(name)) ? [.. names!] : [];
    }

    [GeneratedRegex(
        """(?<id>\d+)["']?\s*:\s*(?<quote>["'])(?<name>.*?)\k<quote>""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Entry();
}
