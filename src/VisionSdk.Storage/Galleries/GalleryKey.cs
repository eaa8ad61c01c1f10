namespace VisionSdk.Storage;

/// <summary>What is searched together: the vectors of one space in one gallery.</summary>
internal readonly record struct GalleryKey(int Gallery, int Space);
