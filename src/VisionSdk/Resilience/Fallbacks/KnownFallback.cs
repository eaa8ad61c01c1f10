using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Who plays the roles while some versions are to be avoided, as it was found out.</summary>
/// <param name="Basis">The roles as they should be played.</param>
/// <param name="Broken">The roles whose versions are to be avoided.</param>
/// <param name="Serving">The roles as they are played meanwhile.</param>
/// <param name="Expires">When it is looked for again; where a role has no replacement, one may turn up.</param>
internal sealed record KnownFallback(
    SlotGeneration Basis,
    ImmutableArray<BrokenSlot> Broken,
    SlotGeneration Serving,
    DateTimeOffset Expires
)
{
    /// <summary>Whether it still answers the question.</summary>
    public bool Fits(SlotGeneration basis, ImmutableArray<BrokenSlot> broken, DateTimeOffset now) =>
        ReferenceEquals(basis, Basis) && now < Expires && broken.AsSpan().SequenceEqual(Broken.AsSpan());
}
