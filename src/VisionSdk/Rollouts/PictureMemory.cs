using System.Buffers.Binary;
using System.Security.Cryptography;

namespace VisionSdk;

/// <summary>Pictures in memory: read once, told apart, and copied where they belong to the caller.</summary>
internal static class PictureMemory
{
    private const int Chunk = 81_920;

    /// <summary>Reads a stream or a file; other sources are in memory already.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="limit">Where reading ends, one byte later: the decoder then refuses what is too long.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The picture; one that cannot be read comes back as it is, so that the decoder says why.</returns>
    public static async Task<ImageSource> ReadAsync(
        ImageSource picture,
        long limit,
        CancellationToken cancellationToken
    )
    {
        if (picture.Stream is { } stream)
        {
            return ImageSource.FromBytes(await ReadAsync(stream, limit, cancellationToken).ConfigureAwait(false));
        }

        if (picture.Path is not { } path)
        {
            return picture;
        }

        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Chunk, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                return ImageSource.FromBytes(await ReadAsync(file, limit, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return picture;
        }
    }

    public static long BytesOf(ImageSource picture) => picture.Encoded?.Length ?? picture.Pixels?.Memory.Length ?? 0;

    /// <summary>A digest by which the same pictures are known again.</summary>
    public static byte[] DigestOf(IEnumerable<ImageSource> pictures)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> size = stackalloc byte[3 * sizeof(int)];
        foreach (var picture in pictures)
        {
            if (picture.Pixels is { } pixels)
            {
                BinaryPrimitives.WriteInt32LittleEndian(size, pixels.Width);
                BinaryPrimitives.WriteInt32LittleEndian(size[sizeof(int)..], pixels.Height);
                BinaryPrimitives.WriteInt32LittleEndian(size[(2 * sizeof(int))..], (int)pixels.Format);
                hash.AppendData(size);
                hash.AppendData(pixels.Memory.Span);
            }
            else if (picture.Encoded is { } encoded)
            {
                hash.AppendData(encoded.Span);
            }
        }

        return hash.GetHashAndReset();
    }

    /// <summary>A copy that nobody else changes.</summary>
    public static ImageSource Copy(ImageSource picture) =>
        picture.Pixels is { } pixels
            ? ImageSource.FromPixels(pixels.Memory.ToArray(), pixels.Width, pixels.Height, pixels.Format, pixels.Stride)
        : picture.Encoded is { } encoded ? ImageSource.FromBytes(encoded.ToArray())
        : picture;

    private static async Task<byte[]> ReadAsync(Stream stream, long limit, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[Chunk];
        int read;
        while (
            memory.Length <= limit
            && (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0
        )
        {
            memory.Write(buffer, 0, (int)Math.Min(read, limit + 1 - memory.Length));
        }

        return memory.ToArray();
    }
}
