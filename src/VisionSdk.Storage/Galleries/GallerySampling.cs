using System.Buffers.Binary;
using System.Security.Cryptography;

namespace VisionSdk.Storage;

/// <summary>
/// Chooses identities while their references are read in any order: those with the smallest digests of id and seed, as many as fit. Every
/// identity is as likely to be chosen as any other, and memory holds no more than one reference too many.
/// </summary>
internal sealed class GallerySampling(GallerySampleOptions options, int dimension) : IDisposable
{
    private readonly SortedDictionary<(ulong Digest, Guid Identity), List<(Guid Embedding, float[] Values)>> _chosen =
    [];
    private (ulong, Guid)? _limit;
    private int _count;

    /// <summary>How many references were offered.</summary>
    public long Seen { get; private set; }

    /// <summary>Offers a reference.</summary>
    /// <param name="embedding">The reference.</param>
    /// <param name="identity">Whose it is.</param>
    /// <returns>Where its values go; <see langword="null"/> when the identity is not chosen.</returns>
    public float[]? Offer(Guid embedding, Guid identity)
    {
        Seen++;
        var key = (DigestOf(identity), identity);
        if (_limit is { } limit && key.CompareTo(limit) >= 0)
        {
            return null;
        }

        if (!_chosen.TryGetValue(key, out var references))
        {
            _chosen.Add(key, references = []);
        }

        var values = new float[dimension];
        references.Add((embedding, values));
        _count++;
        Shrink();
        return _limit is { } reached && key.CompareTo(reached) >= 0 ? null : values;
    }

    /// <summary>Hands the references over, in an order that does not depend on that in which they were read.</summary>
    public List<(Guid Embedding, Guid Identity, float[] Values)> Take()
    {
        List<(Guid, Guid, float[])> all =
        [
            .. _chosen.SelectMany(static identity =>
                identity
                    .Value.OrderBy(static reference => reference.Embedding)
                    .Select(reference => (reference.Embedding, identity.Key.Identity, reference.Values))
            ),
        ];
        _chosen.Clear();
        return all;
    }

    public void Dispose()
    {
        foreach (var references in _chosen.Values)
        {
            Erase(references);
        }
    }

    private void Shrink()
    {
        while (_count > options.MaxReferences)
        {
            var (last, references) = _chosen.Last();
            Erase(references);
            _count -= references.Count;
            _chosen.Remove(last);
            _limit = last;
        }
    }

    private ulong DigestOf(Guid identity)
    {
        Span<byte> text = stackalloc byte[20];
        _ = identity.TryWriteBytes(text);
        BinaryPrimitives.WriteInt32LittleEndian(text[16..], options.Seed);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    private static void Erase(List<(Guid Embedding, float[] Values)> references) =>
        references.ForEach(static reference => GallerySample.Erase(reference.Values));
}
