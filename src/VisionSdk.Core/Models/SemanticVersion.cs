using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VisionSdk;

/// <summary>A version after Semantic Versioning 2.0.0, ordered by precedence: <c>1.0.0-rc.1</c> &lt; <c>1.0.0</c> &lt; <c>1.10.0</c>.</summary>
/// <remarks>
/// Build metadata (<c>+…</c>) does not count for precedence; two versions that differ only there are ordered by it ordinally, so that
/// order and equality agree. Specification: semver.org, 2.0.0, items 2 and 9 to 11.
/// </remarks>
public readonly record struct SemanticVersion : IComparable<SemanticVersion>
{
    private readonly string? _text;

    private SemanticVersion(string text, int major, int minor, int patch, string preRelease)
    {
        _text = text;
        Major = major;
        Minor = minor;
        Patch = patch;
        PreRelease = preRelease;
    }

    /// <summary>The first number: incompatible changes.</summary>
    public int Major { get; }

    /// <summary>The second number: compatible additions.</summary>
    public int Minor { get; }

    /// <summary>The third number: compatible corrections.</summary>
    public int Patch { get; }

    /// <summary>The identifiers after the dash, such as <c>rc.1</c>; empty or <see langword="null"/> for a release.</summary>
    public string? PreRelease { get; }

    /// <summary>Whether the left version precedes the right one.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left version precedes or equals the right one.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left version follows the right one.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left version follows or equals the right one.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a version.</summary>
    /// <param name="text">The text, such as <c>1.2.0-rc.1+build.5</c>.</param>
    /// <returns>The version.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a semantic version.</exception>
    public static SemanticVersion Parse(string text) =>
        TryParse(text, out var version)
            ? version
            : throw new FormatException($"'{text}' is not a semantic version such as 1.2.0 or 1.2.0-rc.1.");

    /// <summary>Reads a version, if the text is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version.</param>
    /// <returns>Whether the text is a semantic version whose numbers fit in an <see cref="int"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out SemanticVersion version)
    {
        version = default;
        if (text is null)
        {
            return false;
        }

        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var precedence = plus < 0 ? text : text[..plus];
        var dash = precedence.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? precedence : precedence[..dash]).Split('.');
        var preRelease = dash < 0 ? string.Empty : precedence[(dash + 1)..];
        if (
            numbers.Length != 3
            || !TryNumber(numbers[0], out var major)
            || !TryNumber(numbers[1], out var minor)
            || !TryNumber(numbers[2], out var patch)
            || (dash >= 0 && !AreIdentifiers(preRelease, leadingZeros: false))
            || (plus >= 0 && !AreIdentifiers(text[(plus + 1)..], leadingZeros: true))
        )
        {
            return false;
        }

        version = new SemanticVersion(text, major, minor, patch, preRelease);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SemanticVersion other)
    {
        var order = Major.CompareTo(other.Major);
        order = order != 0 ? order : Minor.CompareTo(other.Minor);
        order = order != 0 ? order : Patch.CompareTo(other.Patch);
        order = order != 0 ? order : ComparePreReleases(PreRelease ?? string.Empty, other.PreRelease ?? string.Empty);
        return order != 0 ? order : string.CompareOrdinal(ToString(), other.ToString());
    }

    /// <summary>The version as it was written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text ?? "0.0.0";

    private static int ComparePreReleases(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            // A release follows its pre-releases.
            return (left.Length == 0).CompareTo(right.Length == 0);
        }

        var lefts = left.Split('.');
        var rights = right.Split('.');
        for (var i = 0; i < Math.Min(lefts.Length, rights.Length); i++)
        {
            var order = CompareIdentifiers(lefts[i], rights[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return lefts.Length.CompareTo(rights.Length);
    }

    private static int CompareIdentifiers(string left, string right)
    {
        var leftIsNumber = IsDigits(left);
        var rightIsNumber = IsDigits(right);
        if (leftIsNumber != rightIsNumber)
        {
            // Numbers precede words.
            return leftIsNumber ? -1 : 1;
        }

        // Without leading zeros the longer number is the greater one, whatever its size.
        return leftIsNumber && left.Length != right.Length
            ? left.Length.CompareTo(right.Length)
            : string.CompareOrdinal(left, right);
    }

    private static bool TryNumber(string text, out int number)
    {
        number = 0;
        return IsDigits(text)
            && !HasLeadingZero(text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool AreIdentifiers(string text, bool leadingZeros)
    {
        foreach (var identifier in text.Split('.'))
        {
            if (identifier.Length == 0 || identifier.Any(static c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            {
                return false;
            }

            if (!leadingZeros && IsDigits(identifier) && HasLeadingZero(identifier))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static bool HasLeadingZero(string text) => text.Length > 1 && text[0] == '0';
}
