namespace VisionSdk;

internal static class GalleryErrors
{
    public static ArgumentException AlreadyEnrolled(Guid embeddingId) =>
        new($"Embedding {embeddingId} is enrolled already or named twice. Remove it in the same change to replace it.");
}
