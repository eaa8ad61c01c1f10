namespace VisionSdk;

/// <summary>The identities of a run of slots. A snapshot's chunks never change: a change copies those that it touches.</summary>
internal sealed class IdentityChunk
{
    public const int Bits = 10;
    public const int Size = 1 << Bits;

    public Guid[] Ids { get; private init; } = new Guid[Size];

    /// <summary>Live references of each identity.</summary>
    public int[] References { get; private init; } = new int[Size];

    /// <summary>Tags of each identity in ordinal order; null for none. Equal sets are mostly the same array.</summary>
    public string[]?[] Tags { get; private init; } = new string[Size][];

    public IdentityChunk Copy() =>
        new()
        {
            Ids = (Guid[])Ids.Clone(),
            References = (int[])References.Clone(),
            Tags = (string[]?[])Tags.Clone(),
        };
}
