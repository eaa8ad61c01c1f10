using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace VisionSdk.Benchmarks;

/// <summary>One vector's columns, and its person's where it is the first, as the store would write them; made before the clock runs.</summary>
internal sealed record RawRow(
    string Identity,
    bool IsFirst,
    string Embedding,
    byte[] KeyDigest,
    byte[] SourceDigest,
    byte[] Details,
    byte[] Vector
)
{
    public static RawRow Create(string key, byte[] source, float[] values, string? identity) =>
        new(
            identity ?? Guid.CreateVersion7().ToString().ToUpperInvariant(),
            identity is null,
            Guid.CreateVersion7().ToString().ToUpperInvariant(),
            SHA256.HashData(Encoding.UTF8.GetBytes(key)),
            SHA256.HashData(source),
            Encoding.UTF8.GetBytes("{\"ExternalKey\":\"" + key + "\",\"DisplayName\":null,\"Attributes\":{}}"),
            MemoryMarshal.AsBytes(values.AsSpan()).ToArray()
        );
}
