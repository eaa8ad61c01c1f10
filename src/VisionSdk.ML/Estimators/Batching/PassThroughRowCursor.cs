using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>A cursor for batches of one, or for no computed column at all: rows are those of the input, without a copy.</summary>
internal sealed class PassThroughRowCursor(DataViewRowCursor input, ActiveColumns active, VisionMapping mapping)
    : DataViewRowCursor
{
    private readonly MappedRow _row = new(input, active, mapping);
    private bool _disposed;

    public override DataViewSchema Schema => _row.Schema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override bool MoveNext() => !_disposed && input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => _row.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _row.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _row.Dispose();
        }

        base.Dispose(disposing);
    }
}
