using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>A view with the computed columns added. Nothing is computed before a cursor reads a result.</summary>
internal sealed class VisionDataView(IDataView input, VisionLayout layout, VisionMapping mapping) : IDataView
{
    public DataViewSchema Schema => layout.Output;

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = new ActiveColumns(layout, columnsNeeded);
        return Wrap(input.GetRowCursor(layout.Dependencies(columnsNeeded), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded,
        int n,
        Random? rand = null
    )
    {
        var active = new ActiveColumns(layout, columnsNeeded);
        var inputs = input.GetRowCursorSet(layout.Dependencies(columnsNeeded), n, rand);
        return Array.ConvertAll(inputs, cursor => Wrap(cursor, active));
    }

    private DataViewRowCursor Wrap(DataViewRowCursor cursor, ActiveColumns active) =>
        active.AnyComputed && mapping.BatchSize > 1
            ? new BatchedRowCursor(cursor, active, mapping)
            : new PassThroughRowCursor(cursor, active, mapping);
}
