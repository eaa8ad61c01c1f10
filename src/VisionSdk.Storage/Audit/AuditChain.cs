using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VisionSdk.Storage;

/// <summary>Each entry's hash covers its content and the hash before it, so that nothing can be changed, left out or put in between.</summary>
internal static class AuditChain
{
    /// <summary>What the first entry of a tenant chains to.</summary>
    public static byte[] Origin { get; } = new byte[SHA256.HashSizeInBytes];

    public static AuditEntryRow Link(int tenantId, long sequence, byte[] previous, DateTimeOffset at, AuditEvent entry)
    {
        var row = new AuditEntryRow
        {
            TenantId = tenantId,
            Sequence = sequence,

            // As it will be read back: the store keeps milliseconds.
            At = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
            Actor = entry.Actor,
            Action = entry.Action,
            Subject = entry.Subject,
            Details = entry.Details,
            PreviousHash = previous,
            Hash = [],
        };
        row.Hash = HashOf(row);
        return row;
    }

    public static byte[] HashOf(AuditEntryRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[20];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, row.TenantId);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[4..], row.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[12..], row.At.ToUnixTimeMilliseconds());
        hash.AppendData(numbers);
        Append(hash, row.Actor);
        Append(hash, row.Action);
        Append(hash, row.Subject?.ToString("N") ?? string.Empty);
        Append(hash, row.Details);
        hash.AppendData(row.PreviousHash);
        return hash.GetHashAndReset();
    }

    // With its length in front, so that no text can pretend to be the end of one field and the start of the next.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
