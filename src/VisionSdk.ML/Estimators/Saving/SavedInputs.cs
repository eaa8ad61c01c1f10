using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Columns of constants that a saved composition starts with: a key to look the settings up by, and stand-ins for absent inputs.</summary>
internal sealed class SavedInputs
{
    [ColumnName(SavedColumns.Key)]
    public string Key { get; set; } = "";

    [ColumnName(SavedColumns.Path)]
    public string Path { get; set; } = "";

    [ColumnName(SavedColumns.Bytes)]
    public byte[] Bytes { get; set; } = [];

    [ColumnName(SavedColumns.Box)]
    public float[] Box { get; set; } = [];

    /// <summary>No column is needed for constants.</summary>
    internal sealed class Nothing;
}
