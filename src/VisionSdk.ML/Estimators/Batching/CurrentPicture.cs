using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>The computed columns of a row as it is: nothing is buffered, and nothing read before a result is.</summary>
internal sealed class CurrentPicture(DataViewRow row, IPictureBatch batch, VisionColumns columns)
{
    private readonly PictureReader _reader = new(row, columns);
    private long _position = -1;

    public Delegate CreateGetter(int output) => batch.CreateGetter(output, Load);

    private int Load()
    {
        if (row.Position < 0)
        {
            throw new InvalidOperationException("There is no current row; call MoveNext before reading values.");
        }

        if (_position != row.Position)
        {
            _position = -1;
            batch.Clear();
            batch.Add(_reader);
            _position = row.Position;
        }

        return 0;
    }
}
