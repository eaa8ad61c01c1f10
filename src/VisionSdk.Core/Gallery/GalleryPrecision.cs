namespace VisionSdk;

/// <summary>How exactly a gallery is scanned.</summary>
public enum GalleryPrecision
{
    /// <summary>Every distance is computed in single precision: the candidates are exactly the nearest identities.</summary>
    Full,

    /// <summary>
    /// The scan reads 8-bit copies, a quarter of the memory, and the nearest identities of it are ranked again in single precision. The
    /// distances that come back are exact; an identity that the 8-bit scan put too far back can be missing.
    /// </summary>
    Quantized,
}
