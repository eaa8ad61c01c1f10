namespace VisionSdk.Storage;

/// <summary>How many references of a gallery are taken, and which. Immutable.</summary>
public sealed record GallerySampleOptions
{
    /// <summary>How many references at most. Of a larger gallery whole identities are left out.</summary>
    /// <value>In [2, 20000]; default 4096, which make 8 million pairs.</value>
    public int MaxReferences { get; init; } = 4096;

    /// <summary>Which identities are taken: the same seed takes the same ones of the same gallery.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; init; } = 1;

    internal void Validate()
    {
        if (MaxReferences is < 2 or > 20_000)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MaxReferences),
                MaxReferences,
                "A sample has between 2 and 20000 references."
            );
        }
    }
}
