using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Maps single rows, each computed by itself.</summary>
internal sealed class VisionRowMapper(VisionLayout layout, VisionMapping mapping) : IRowToRowMapper
{
    public DataViewSchema InputSchema => layout.Input;

    public DataViewSchema OutputSchema => layout.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        layout.Dependencies(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new MappedRow(input, new ActiveColumns(layout, activeColumns), mapping);
}
