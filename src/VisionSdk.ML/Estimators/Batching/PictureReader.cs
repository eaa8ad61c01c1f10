using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Reads the input columns of the row that a cursor stands on.</summary>
internal sealed class PictureReader
{
    private readonly ValueGetter<ReadOnlyMemory<char>>? _path;
    private readonly ValueGetter<VBuffer<byte>>? _bytes;
    private readonly ValueGetter<VBuffer<float>>? _boxes;
    private readonly DataViewRow _row;
    private VBuffer<byte> _encoded;
    private VBuffer<float> _box;

    public PictureReader(DataViewRow row, VisionColumns columns)
    {
        _row = row;
        var image = PictureColumn.Find(row.Schema, columns.Image);
        if (PictureColumn.IsPath(image))
        {
            _path = row.GetGetter<ReadOnlyMemory<char>>(image);
        }
        else
        {
            _bytes = row.GetGetter<VBuffer<byte>>(image);
        }

        if (columns.Box is { } box)
        {
            _boxes = row.GetGetter<VBuffer<float>>(PictureColumn.Find(row.Schema, box));
        }
    }

    /// <summary>Copies the row's input.</summary>
    public void Read(PictureRow picture)
    {
        var path = default(ReadOnlyMemory<char>);
        _path?.Invoke(ref path);
        _bytes?.Invoke(ref _encoded);
        picture.Set(_row.Position, _path is null ? null : path.ToString(), _encoded);
        if (_boxes is not null)
        {
            _boxes(ref _box);
            picture.SetBox(_box);
        }
    }
}
