using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>What the mapping of a saved composition reads from a row.</summary>
internal sealed class SavedSource
{
    /// <summary>A <see cref="SavedStep"/> as JSON, the same in every row.</summary>
    [ColumnName(SavedColumns.Settings)]
    public ReadOnlyMemory<char> Settings { get; set; }

    /// <summary>The picture's file; empty when the pictures are bytes.</summary>
    [ColumnName(SavedColumns.Path)]
    public ReadOnlyMemory<char> Path { get; set; }

    /// <summary>The encoded picture; empty when the pictures are files.</summary>
    [ColumnName(SavedColumns.Bytes)]
    public VBuffer<byte> Bytes { get; set; }

    /// <summary>Boxes; empty without a box column.</summary>
    [ColumnName(SavedColumns.Box)]
    public VBuffer<float> Box { get; set; }
}
