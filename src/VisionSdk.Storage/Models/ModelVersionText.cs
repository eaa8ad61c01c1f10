using System.Text;

namespace VisionSdk.Storage;

/// <summary>A manifest as it is stored.</summary>
internal sealed class ModelVersionText(ReadOnlyMemory<byte> manifest, ReadOnlyMemory<byte> signature = default)
{
    public string Json { get; } = Encoding.UTF8.GetString(manifest.Span);

    public byte[]? Signature { get; } = signature.IsEmpty ? null : signature.ToArray();

    /// <summary>Whether two texts say the same, however they are indented and whichever defaults they spell out.</summary>
    public static bool SaySame(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal)
        || Canonical(left).AsSpan().SequenceEqual(Canonical(right));

    private static byte[] Canonical(string json) =>
        ModelManifestSerializer.Serialize(ModelManifestSerializer.Deserialize(Encoding.UTF8.GetBytes(json)));
}
