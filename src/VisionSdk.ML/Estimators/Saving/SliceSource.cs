using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>The vector that is cut.</summary>
internal sealed class SliceSource
{
    [ColumnName(SavedColumns.Values)]
    public VBuffer<float> Values { get; set; }
}
