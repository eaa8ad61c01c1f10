namespace VisionSdk;

/// <summary>Where a row lies.</summary>
/// <param name="Segment">Index of the segment in a snapshot.</param>
/// <param name="Row">Row of the segment.</param>
internal readonly record struct RowPlace(int Segment, int Row);
