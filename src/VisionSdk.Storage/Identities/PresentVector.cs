namespace VisionSdk.Storage;

/// <summary>A vector that an identity has, by what it was made from.</summary>
internal sealed record PresentVector(
    Guid Id,
    int SpaceId,
    EmbeddingKind Kind,
    byte[] SourceDigest,
    Guid? CropId,
    bool IsBridged
)
{
    public (int Space, EmbeddingKind Kind, string Digest) Source => (SpaceId, Kind, Convert.ToHexString(SourceDigest));

    public static PresentVector Of(EmbeddingRow row) =>
        new(row.Id, row.SpaceId, row.Kind, row.SourceDigest, row.CropId, row.IsBridged);
}
