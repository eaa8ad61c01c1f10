using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace VisionSdk.Storage;

/// <summary>Makes what the store keeps of new identities: digests, and values under the identity's key.</summary>
internal sealed class BulkSealing(BulkBatch batch, StoreDigests digests, TimeProvider time)
{
    private readonly HashSet<(int? Space, EmbeddingKind Kind, UInt128 First, UInt128 Second)> _sources = [];

    /// <summary>Seals what an enrolment stores, and adds its vectors to the batch.</summary>
    /// <param name="item">The enrolment.</param>
    /// <param name="models">Models of its references, in their order.</param>
    /// <param name="key">The identity's data key; empty in a store without encryption.</param>
    public void Seal(BulkItem item, ModelVersionKey[] models, ReadOnlySpan<byte> key)
    {
        using var cipher = new IdentityCipher(item.Id, key);
        item.Scheme = cipher.Scheme;
        item.Details = Seal(cipher, SealPurpose.Details, IdentityDetails.Of(item.Enrolment).Serialize());
        var start = batch.Vectors.Count;
        _sources.Clear();
        for (var place = 0; place < models.Length; place++)
        {
            var vector = Seal(item, place, models[place], cipher);
            if (models.Length > 1 && !_sources.Add(SourceOf(vector)))
            {
                // A source is stored once, also when an enrolment names it twice.
                item.PresentAt = item.PresentAt.Add(place);
                continue;
            }

            var shared = models.Length > 1 ? SharedCrop(vector, start) : null;
            batch.Vectors.Add(vector with { CropId = shared });
            if (shared is null && vector.Reference.Crop is { } crop)
            {
                batch.Crops.Add((item, FaceCropRow.Seal(crop, item.Id, vector.Id, cipher, time.GetUtcNow())));
                item.Crops++;
            }
        }

        item.Vectors = start..batch.Vectors.Count;
    }

    private BulkVector Seal(BulkItem item, int place, ModelVersionKey model, IdentityCipher cipher)
    {
        var reference = item.Enrolment.References[place];
        digests.OfSource(reference.SourceHash.Span, batch.Bytes.Add(HMACSHA256.HashSizeInBytes, out var digest));
        Range? vector = cipher.IsPlain
            ? null
            : Seal(
                cipher,
                SealPurpose.Vector(reference.Embedding.Space),
                MemoryMarshal.AsBytes(reference.Embedding.Values.AsSpan())
            );
        return new BulkVector(item, place, Guid.CreateVersion7(time.GetUtcNow()), model, digest, vector, CropId: null);
    }

    /// <summary>A vector of the same source with its picture, which is kept once for all spaces.</summary>
    private Guid? SharedCrop(BulkVector vector, int start)
    {
        var digest = batch.Bytes[vector.SourceDigest];
        for (var place = start; place < batch.Vectors.Count; place++)
        {
            var other = batch.Vectors[place];
            if (
                other is { CropId: null, Reference.Crop: not null }
                && batch.Bytes[other.SourceDigest].SequenceEqual(digest)
            )
            {
                return other.Id;
            }
        }

        return null;
    }

    private Range Seal(IdentityCipher cipher, string purpose, ReadOnlySpan<byte> value)
    {
        cipher.Seal(purpose, value, batch.Bytes.Add(cipher.SealedLength(value.Length), out var place));
        return place;
    }

    private (int? Space, EmbeddingKind Kind, UInt128 First, UInt128 Second) SourceOf(BulkVector vector)
    {
        var digest = batch.Bytes[vector.SourceDigest];
        return (
            vector.Model.SpaceId,
            vector.Kind,
            BinaryPrimitives.ReadUInt128BigEndian(digest),
            BinaryPrimitives.ReadUInt128BigEndian(digest[16..])
        );
    }
}
