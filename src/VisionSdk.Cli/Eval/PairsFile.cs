namespace VisionSdk.Cli;

/// <summary>Two pictures and whether they show the same identity.</summary>
/// <param name="Fold">The fold of cross-validation.</param>
/// <param name="IsSame">The truth.</param>
/// <param name="First">Path of one picture, relative to the image folder.</param>
/// <param name="Second">Path of the other.</param>
internal sealed record LabelledPair(int Fold, bool IsSame, string First, string Second);

/// <summary>Reads <c>pairs.csv</c>: <c>fold,same,file1,file2</c>, with same being 0 or 1.</summary>
internal static class PairsFile
{
    private static readonly string[] Columns = ["fold", "same", "file1", "file2"];

    /// <exception cref="InputFileException">The file is not such a list, or names pictures that are not there.</exception>
    public static IReadOnlyList<LabelledPair> Read(string path, string imageFolder)
    {
        var pairs = CsvRows.Read(
            path,
            Columns,
            csv => new LabelledPair(
                csv.GetField<int>("fold"),
                csv.GetField<int>("same") != 0,
                Normalize(csv.GetField("file1")!),
                Normalize(csv.GetField("file2")!)
            )
        );
        var missing = pairs
            .SelectMany(static pair => new[] { pair.First, pair.Second })
            .FirstOrDefault(file => !File.Exists(Path.Combine(imageFolder, file)));
        return missing is null
            ? pairs
            : throw new InputFileException(
                $"'{path}' names '{missing}', which is not below '{imageFolder}'. Paths in a pairs file are relative to --images."
            );

        // One picture has one name, however the list spells it.
        string Normalize(string file) => Path.GetRelativePath(imageFolder, Path.Combine(imageFolder, file));
    }
}
