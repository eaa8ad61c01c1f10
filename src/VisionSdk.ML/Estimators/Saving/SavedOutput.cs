namespace VisionSdk.ML;

/// <summary>How a column of a mapping becomes an output column.</summary>
/// <param name="Column">Name of the mapping's column.</param>
/// <param name="Output">Name of the output column.</param>
/// <param name="Length">Known length that the output vector is to have; 0 leaves the column's type as it is.</param>
internal readonly record struct SavedOutput(string Column, string Output, int Length = 0);
