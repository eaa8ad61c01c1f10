using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace VisionSdk.Storage;

/// <summary>References of some or all identities of a gallery, opened. Disposing overwrites their values.</summary>
public sealed class GallerySample : IDisposable
{
    private readonly List<float[]> _values;

    internal GallerySample(
        List<(Guid Embedding, Guid Identity, float[] Values)> references,
        long galleryReferences,
        DistanceMetric metric
    )
    {
        _values = [.. references.Select(static reference => reference.Values)];
        References =
        [
            .. references.Select(static reference => new GalleryEntry(
                reference.Embedding,
                reference.Identity,
                reference.Values
            )),
        ];
        GalleryReferences = galleryReferences;
        Metric = metric;
    }

    /// <summary>The references; those of one identity follow each other. Their values are valid until disposal.</summary>
    public ImmutableArray<GalleryEntry> References { get; }

    /// <summary>How many references the gallery has in this space.</summary>
    public long GalleryReferences { get; }

    /// <summary>How the vectors of the space are compared.</summary>
    public DistanceMetric Metric { get; }

    /// <summary>Whether no reference was left out.</summary>
    public bool IsWhole => References.Length == GalleryReferences;

    /// <summary>Overwrites the values with zeros.</summary>
    public void Dispose() => _values.ForEach(Erase);

    internal static void Erase(float[] values) =>
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(values.AsSpan()));
}
