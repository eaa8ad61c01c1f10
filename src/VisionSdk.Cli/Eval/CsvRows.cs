using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace VisionSdk.Cli;

/// <summary>The rows of a CSV file with a header line, with errors that name the file and the line.</summary>
internal static class CsvRows
{
    /// <summary>Reads every row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Columns that must be there.</param>
    /// <param name="read">Makes a row's object; what it throws is reported with the line.</param>
    /// <exception cref="InputFileException">The file is missing or unreadable, lacks a column, holds a value that does not parse, or no row.</exception>
    public static IReadOnlyList<T> Read<T>(string path, IReadOnlyList<string> columns, Func<CsvReader, T> read)
    {
        InputFiles.RequireFile(path);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim };
        try
        {
            using var text = new StreamReader(path);
            using var csv = new CsvReader(text, configuration);
            var rows = new List<T>();
            if (csv.Read())
            {
                csv.ReadHeader();
                RequireColumns(path, columns, csv.HeaderRecord ?? []);
            }

            while (csv.Read())
            {
                rows.Add(ReadRow(path, csv, read));
            }

            return rows.Count > 0
                ? rows
                : throw new InputFileException(
                    $"'{path}' has no rows. Expected a header line ({string.Join(',', columns)}) and rows."
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputFileException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static T ReadRow<T>(string path, CsvReader csv, Func<CsvReader, T> read)
    {
        try
        {
            return read(csv);
        }
        catch (CsvHelperException exception)
        {
            // CsvHelper's own message goes on for a page.
            throw new InputFileException(
                $"'{path}' line {csv.Parser.Row}: '{csv.Parser.RawRecord.Trim()}' does not read: {exception.Message.AsSpan().TrimStart().ToString().Split('\n')[0].Trim()}",
                exception
            );
        }
    }

    private static void RequireColumns(string path, IReadOnlyList<string> expected, string[] found)
    {
        var missing = expected.Except(found, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            throw new InputFileException(
                $"'{path}' has no column {string.Join(", ", missing)}; expected {string.Join(',', expected)}, found {string.Join(',', found)}."
            );
        }
    }
}
