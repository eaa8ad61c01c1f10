using System.Runtime.InteropServices;

namespace VisionSdk.Storage;

/// <summary>One vector of a new identity.</summary>
/// <param name="Item">The enrolment.</param>
/// <param name="Place">Its place among the references.</param>
/// <param name="Id">The vector's id.</param>
/// <param name="Model">The model version that made it.</param>
/// <param name="SourceDigest">Where the digest of its source lies.</param>
/// <param name="Sealed">Where the sealed vector lies; <see langword="null"/> in a store without encryption, which takes it as it was given.</param>
/// <param name="CropId">The vector with whose picture it shares the source; <see langword="null"/> for none but its own.</param>
internal readonly record struct BulkVector(
    BulkItem Item,
    int Place,
    Guid Id,
    ModelVersionKey Model,
    Range SourceDigest,
    Range? Sealed,
    Guid? CropId
)
{
    public EnrolmentReference Reference => Item.Enrolment.References[Place];

    public EmbeddingKind Kind => Reference.IsCounterexample ? EmbeddingKind.Counterexample : EmbeddingKind.Reference;

    public ReadOnlySpan<byte> Bytes(BulkBytes bytes) =>
        Sealed is { } place ? bytes[place] : MemoryMarshal.AsBytes(Reference.Embedding.Values.AsSpan());
}
