using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace VisionSdk;

/// <summary>What requests of one customer, device or case have in common, so that a rollout treats them alike. The text itself is not kept.</summary>
/// <remarks>It holds a digest (SHA-256) and is never logged or stored. Two keys are equal when their texts are.</remarks>
public readonly record struct RolloutKey
{
    private readonly Int128 _first;
    private readonly Int128 _second;

    private RolloutKey(ReadOnlySpan<byte> digest)
    {
        _first = System.Buffers.Binary.BinaryPrimitives.ReadInt128LittleEndian(digest);
        _second = System.Buffers.Binary.BinaryPrimitives.ReadInt128LittleEndian(digest[16..]);
    }

    /// <summary>Makes a key of a text.</summary>
    /// <param name="text">Such as a customer's number.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static RolloutKey FromText(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new RolloutKey(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Makes a key of a text.</summary>
    /// <param name="text">Such as a customer's number.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "FromText is the named form.")]
    public static implicit operator RolloutKey(string text) => FromText(text);

    /// <summary>That it is a key, and nothing of what it stands for.</summary>
    /// <returns>The same text for every key.</returns>
    public override string ToString() => "(rollout key)";

    internal byte[] ToBytes()
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        System.Buffers.Binary.BinaryPrimitives.WriteInt128LittleEndian(bytes, _first);
        System.Buffers.Binary.BinaryPrimitives.WriteInt128LittleEndian(bytes.AsSpan(16), _second);
        return bytes;
    }
}
