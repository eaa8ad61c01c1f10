using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>A row with the computed columns added, for a prediction engine.</summary>
internal sealed class MappedRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly ActiveColumns _active;
    private readonly IPictureBatch? _batch;
    private readonly CurrentPicture? _picture;

    public MappedRow(DataViewRow input, ActiveColumns active, VisionMapping mapping)
    {
        _input = input;
        _active = active;
        if (active.AnyComputed)
        {
            _batch = mapping.CreateBatch();
            _picture = new CurrentPicture(input, _batch, mapping.Columns);
        }
    }

    public override DataViewSchema Schema => _active.Schema;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _active.Getter<TValue>(
            column,
            source => RowGetters.Of(_input, source),
            output => _picture!.CreateGetter(output)
        );

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _batch?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }
}
