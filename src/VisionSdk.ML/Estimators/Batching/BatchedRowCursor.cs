using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Reads the input some rows ahead, so that their pictures are computed together, and then serves the rows one by one.</summary>
/// <remarks>
/// A batch is computed when the first of its results is read, and not at all when none is. The other active columns, ids and positions of the
/// rows are copied, since the input's cursor has moved on by the time they are read.
/// </remarks>
internal sealed class BatchedRowCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _input;
    private readonly ActiveColumns _active;
    private readonly IPictureBatch _pictures;
    private readonly PictureReader _reader;
    private readonly ValueGetter<DataViewRowId> _inputId;
    private readonly Dictionary<int, ColumnBuffer> _buffers = [];
    private readonly DataViewRowId[] _ids;
    private readonly long[] _positions;
    private readonly long[] _batches;
    private int _count;
    private int _index = -1;
    private bool _isAtEnd;
    private bool _disposed;

    public BatchedRowCursor(DataViewRowCursor input, ActiveColumns active, VisionMapping mapping)
    {
        _input = input;
        _active = active;
        _reader = new PictureReader(input, mapping.Columns);
        _pictures = mapping.CreateBatch();
        _inputId = input.GetIdGetter();
        _ids = new DataViewRowId[_pictures.Capacity];
        _positions = new long[_pictures.Capacity];
        _batches = new long[_pictures.Capacity];
        foreach (var column in active.PassedThrough)
        {
            _buffers[column.Index] = ColumnBuffer.Create(input, column, _pictures.Capacity);
        }
    }

    public override DataViewSchema Schema => _active.Schema;

    public override long Position => HasRow ? _positions[_index] : -1;

    public override long Batch => HasRow ? _batches[_index] : 0;

    private bool HasRow => !_disposed && _index >= 0 && _index < _count;

    public override bool MoveNext()
    {
        if (_disposed)
        {
            return false;
        }

        if (_index + 1 < _count)
        {
            _index++;
            return true;
        }

        Fill();
        _index = 0;
        return _count > 0;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref value) => value = _ids[Current()];

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _active.Getter<TValue>(
            column,
            source => _buffers[source.Index].CreateGetter(Current),
            output => _pictures.CreateGetter(output, Current)
        );

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _pictures.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Current()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return HasRow
            ? _index
            : throw new InvalidOperationException("There is no current row; call MoveNext before reading values.");
    }

    private void Fill()
    {
        _count = 0;
        _pictures.Clear();
        while (!_isAtEnd && _count < _pictures.Capacity)
        {
            if (!_input.MoveNext())
            {
                _isAtEnd = true;
                break;
            }

            _inputId(ref _ids[_count]);
            _positions[_count] = _input.Position;
            _batches[_count] = _input.Batch;
            _pictures.Add(_reader);
            foreach (var buffer in _buffers.Values)
            {
                buffer.Fill(_count);
            }

            _count++;
        }
    }
}
