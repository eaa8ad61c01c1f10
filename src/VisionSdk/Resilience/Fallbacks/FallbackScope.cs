namespace VisionSdk;

/// <summary>What an operation does with the embeddings that a replaced embedder makes.</summary>
internal enum FallbackScope
{
    /// <summary>It returns or stores them: only an embedder of the same space may answer.</summary>
    SameSpace,

    /// <summary>It compares them with a gallery and forgets them: an embedder of another space may answer too, if all of the gallery is in it.</summary>
    Gallery,
}
