namespace VisionSdk.Storage;

/// <summary>What a vector says about its identity.</summary>
internal enum EmbeddingKind
{
    /// <summary>This is how it looks.</summary>
    Reference,

    /// <summary>This looks like it and is somebody else.</summary>
    Counterexample,
}
