using System.Globalization;

namespace VisionSdk;

/// <summary>A file of labels is missing or does not say what its format demands.</summary>
public sealed class LabelFormatException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public LabelFormatException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public LabelFormatException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public LabelFormatException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for a place in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">Its line, from 1; 0 for the file as a whole.</param>
    /// <param name="expected">What the format demands there.</param>
    /// <param name="found">What is there.</param>
    /// <param name="innerException">The failure underneath, or <see langword="null"/>.</param>
    public LabelFormatException(string path, int line, string expected, string found, Exception? innerException = null)
        : base(Describe(path, line, expected, found), innerException)
    {
        Path = path;
        Line = line;
        Expected = expected;
        Found = found;
    }

    /// <summary>The file.</summary>
    public string? Path { get; }

    /// <summary>The line, from 1; 0 for the file as a whole.</summary>
    public int Line { get; }

    /// <summary>What the format demands there.</summary>
    public string? Expected { get; }

    /// <summary>What is there.</summary>
    public string? Found { get; }

    private static string Describe(string path, int line, string expected, string found)
    {
        var place = line > 0 ? string.Create(CultureInfo.InvariantCulture, $" line {line}") : "";
        return $"'{path}'{place}: expected {expected}; found {found}. Correct the file, or name another format.";
    }
}
