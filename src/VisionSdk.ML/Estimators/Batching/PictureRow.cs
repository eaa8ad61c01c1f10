using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>The picture of one row: what the columns said, and what became of it. Reused for other rows.</summary>
internal sealed class PictureRow(ImageDecoder decoder, string column, BadImageHandling badImages)
{
    private long? _position;
    private string? _path;
    private byte[] _bytes = [];
    private int _length;

    public VisionRowStatus Status { get; set; }

    /// <summary>The opened picture; <see langword="null"/> before <see cref="Open"/> and for a bad one.</summary>
    public EncodedImage? Image { get; private set; }

    /// <summary>The row's box; <see langword="null"/> without a box column, or when it holds none.</summary>
    public BoundingBox? Box { get; private set; }

    /// <summary>Copies the input.</summary>
    /// <param name="position">The row's number, or <see langword="null"/> where it is not known.</param>
    /// <param name="path">The file, or <see langword="null"/> for bytes.</param>
    /// <param name="encoded">The bytes.</param>
    public void Set(long? position, string? path, in VBuffer<byte> encoded)
    {
        _position = position;
        _path = path;
        _length = path is null ? encoded.Length : 0;
        Box = null;
        if (_length > _bytes.Length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(_length);
        }

        if (_length > 0)
        {
            encoded.CopyTo(_bytes.AsSpan(0, _length));
        }
    }

    /// <summary>Takes the first box of a column: a detector's most confident one.</summary>
    public void SetBox(in VBuffer<float> boxes)
    {
        var box = default(BoundingBox);
        if (boxes.Length >= 4)
        {
            box = new BoundingBox(
                boxes.GetItemOrDefault(0),
                boxes.GetItemOrDefault(1),
                boxes.GetItemOrDefault(2),
                boxes.GetItemOrDefault(3)
            );
        }

        var isFinite = float.IsFinite(box.X + box.Width) && float.IsFinite(box.Y + box.Height);
        Box = isFinite && !box.IsEmpty ? box : null;
    }

    /// <summary>Reads the picture's header.</summary>
    /// <exception cref="ImageDecodeException">It cannot be used, and bad images throw.</exception>
    public void Open()
    {
        Status = VisionRowStatus.Ok;
        try
        {
            Image = decoder.Open(Source());
        }
        catch (ImageDecodeException exception)
        {
            Fail(exception);
        }
    }

    /// <summary>Decodes the opened picture.</summary>
    /// <exception cref="ImageDecodeException">It cannot be used, and bad images throw.</exception>
    public bool TryDecode(float scale, [NotNullWhen(true)] out DecodedImage? decoded)
    {
        decoded = null;
        try
        {
            decoded = Image?.Decode(scale);
        }
        catch (ImageDecodeException exception)
        {
            Fail(exception);
        }

        return decoded is not null;
    }

    /// <summary>Marks the row as bad.</summary>
    /// <exception cref="ImageDecodeException">Bad images throw.</exception>
    public void Fail(ImageDecodeException exception)
    {
        if (badImages == BadImageHandling.Throw)
        {
            throw new ImageDecodeException(
                exception.Failure,
                $"{(_position is { } position ? $"Row {position}" : "A row")} of column '{column}': {exception.Message}",
                exception
            );
        }

        Close();
        Status = exception.Failure switch
        {
            ImageDecodeFailure.Truncated => VisionRowStatus.Truncated,
            ImageDecodeFailure.TooManyBytes => VisionRowStatus.TooManyBytes,
            ImageDecodeFailure.TooManyPixels => VisionRowStatus.TooManyPixels,
            ImageDecodeFailure.Unreadable => VisionRowStatus.Unreadable,
            _ => VisionRowStatus.Undecodable,
        };
    }

    public void Close()
    {
        Image?.Dispose();
        Image = null;
    }

    private ImageSource Source()
    {
        if (_path is null)
        {
            return _length > 0
                ? ImageSource.FromBytes(_bytes.AsMemory(0, _length))
                : throw new ImageDecodeException(
                    ImageDecodeFailure.Undecodable,
                    "It is empty. Expected the bytes of an image."
                );
        }

        return _path.Length > 0
            ? ImageSource.FromFile(_path)
            : throw new ImageDecodeException(
                ImageDecodeFailure.Unreadable,
                "It is empty. Expected the path of an image."
            );
    }
}
