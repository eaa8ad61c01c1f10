using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>A change of a gallery that a search sees as a whole or not at all.</summary>
/// <remarks>
/// Removals come first, whatever the order of writing: to replace a reference, name it in <see cref="RemovedEmbeddings"/> and in
/// <see cref="Added"/>. Default arrays are empty.
/// </remarks>
public sealed record GalleryChange
{
    /// <summary>References to enrol.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<GalleryEntry> Added { get; init; } = [];

    /// <summary>References to erase.</summary>
    /// <value>Default: none. Unknown ids are passed over, so that a removal can be repeated.</value>
    /// <remarks>The identity and its tags stay, even without a reference.</remarks>
    public ImmutableArray<Guid> RemovedEmbeddings { get; init; } = [];

    /// <summary>Identities to erase with all their references and tags.</summary>
    /// <value>Default: none. Unknown ids are passed over.</value>
    public ImmutableArray<Guid> RemovedIdentities { get; init; } = [];

    /// <summary>Identities whose tags are set; they need not have a reference yet.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<GalleryIdentity> Identities { get; init; } = [];
}
