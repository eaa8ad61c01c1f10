using System.Buffers.Binary;
using System.Security.Cryptography;

namespace VisionSdk;

/// <summary>Which subjects take part in a rollout: a pure function of the rollout, the subject and the share.</summary>
/// <remarks>
/// The subject's place in [0, 1) does not depend on the share, so that a larger share keeps everybody who was in. Two rollouts order the same
/// subjects independently of each other.
/// </remarks>
internal static class RolloutAssignment
{
    // 53 bits: every place is a double, exactly.
    private const int Bits = 53;

    /// <summary>What makes the order of one rollout, or of one purpose within it, its own.</summary>
    public static byte[] Seed(Guid store, long rollout, byte purpose)
    {
        var seed = new byte[16 + sizeof(long) + 1];
        store.TryWriteBytes(seed, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(seed.AsSpan(16), rollout);
        seed[^1] = purpose;
        return seed;
    }

    /// <summary>Whether a subject is within the share.</summary>
    public static bool Includes(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> subject, double share) =>
        PlaceOf(seed, subject) < share;

    /// <summary>The subject's place in [0, 1).</summary>
    public static double PlaceOf(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> subject)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(seed);
        hash.AppendData(subject);
        hash.GetHashAndReset(digest);
        return (BinaryPrimitives.ReadUInt64LittleEndian(digest) >> (64 - Bits)) * Math.Pow(2, -Bits);
    }
}
