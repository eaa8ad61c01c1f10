namespace VisionSdk;

/// <summary>The identities of one snapshot by slot: small numbers that rows and filters use in place of ids.</summary>
/// <param name="Chunks">The identities.</param>
/// <param name="Slots">How many slots have ever been in use; some may be free.</param>
/// <param name="Enrolled">Identities with at least one live reference.</param>
internal sealed record IdentityTable(IdentityChunk[] Chunks, int Slots, int Enrolled)
{
    public static IdentityTable Empty { get; } = new([], 0, 0);

    public Guid Id(int slot) => Chunks[slot >> IdentityChunk.Bits].Ids[slot & (IdentityChunk.Size - 1)];

    public int References(int slot) => Chunks[slot >> IdentityChunk.Bits].References[slot & (IdentityChunk.Size - 1)];

    public string[]? Tags(int slot) => Chunks[slot >> IdentityChunk.Bits].Tags[slot & (IdentityChunk.Size - 1)];
}
