using System.Security.Cryptography;

namespace VisionSdk.ML;

/// <summary>Names raw pixels by what they show: the padding behind the rows does not count.</summary>
internal static class RawPixelDigest
{
    public static byte[] Compute(RawPixels pixels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> header = stackalloc byte[3 * sizeof(int)];
        BitConverter.TryWriteBytes(header, pixels.Width);
        BitConverter.TryWriteBytes(header[sizeof(int)..], pixels.Height);
        BitConverter.TryWriteBytes(header[(2 * sizeof(int))..], (int)pixels.Format);
        hash.AppendData(header);
        var row = pixels.Width * RawPixels.BytesPerPixel(pixels.Format);
        for (var y = 0; y < pixels.Height; y++)
        {
            hash.AppendData(pixels.Memory.Span.Slice(y * pixels.Stride, row));
        }

        return hash.GetHashAndReset();
    }
}
