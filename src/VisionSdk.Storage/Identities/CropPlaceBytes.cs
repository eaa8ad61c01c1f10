using System.Buffers.Binary;
using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>A place as bytes: the box's four numbers, then two of each keypoint, float32 little-endian.</summary>
internal static class CropPlaceBytes
{
    private const int BoxNumbers = 4;

    public static byte[] Write(CropPlace place)
    {
        var points = place.Keypoints.AsSpan();
        var bytes = new byte[sizeof(float) * (BoxNumbers + (2 * points.Length))];
        var rest = bytes.AsSpan();
        Add(ref rest, place.Box.X);
        Add(ref rest, place.Box.Y);
        Add(ref rest, place.Box.Width);
        Add(ref rest, place.Box.Height);
        foreach (var point in points)
        {
            Add(ref rest, point.X);
            Add(ref rest, point.Y);
        }

        return bytes;
    }

    public static CropPlace Read(ReadOnlySpan<byte> bytes)
    {
        var box = new BoundingBox(Take(ref bytes), Take(ref bytes), Take(ref bytes), Take(ref bytes));
        var points = ImmutableArray.CreateBuilder<Keypoint>(bytes.Length / (2 * sizeof(float)));
        while (!bytes.IsEmpty)
        {
            points.Add(new Keypoint(Take(ref bytes), Take(ref bytes)));
        }

        return new CropPlace(box, points.MoveToImmutable());
    }

    private static void Add(ref Span<byte> rest, float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(rest, value);
        rest = rest[sizeof(float)..];
    }

    private static float Take(ref ReadOnlySpan<byte> rest)
    {
        var value = BinaryPrimitives.ReadSingleLittleEndian(rest);
        rest = rest[sizeof(float)..];
        return value;
    }
}
