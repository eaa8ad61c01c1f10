using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VisionSdk.Storage;

/// <summary>Each entry's hash covers its content and the hash before it, so that nothing can be changed, left out or put in between.</summary>
internal static class AuditChain
{
    // Tenant, sequence and time.
    private const int NumberBytes = 20;

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
        var subject = row.Subject?.ToString("N") ?? string.Empty;
        var longest =
            NumberBytes
            + (4 * sizeof(int))
            + Encoding.UTF8.GetMaxByteCount(
                row.Actor.Length + row.Action.Length + subject.Length + row.Details.Length + 4
            )
            + row.PreviousHash.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(longest);
        try
        {
            var text = buffer.AsSpan();
            BinaryPrimitives.WriteInt32LittleEndian(text, row.TenantId);
            BinaryPrimitives.WriteInt64LittleEndian(text[4..], row.Sequence);
            BinaryPrimitives.WriteInt64LittleEndian(text[12..], row.At.ToUnixTimeMilliseconds());
            var length = NumberBytes;
            foreach (var part in (ReadOnlySpan<string>)[row.Actor, row.Action, subject, row.Details])
            {
                length += Append(text[length..], part);
            }

            row.PreviousHash.CopyTo(text[length..]);
            return SHA256.HashData(text[..(length + row.PreviousHash.Length)]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // With its length in front, so that no text can pretend to be the end of one field and the start of the next.
    private static int Append(Span<byte> destination, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, destination[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(destination, length);
        return sizeof(int) + length;
    }
}
