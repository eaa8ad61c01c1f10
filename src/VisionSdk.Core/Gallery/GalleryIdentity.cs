using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a gallery knows about an identity beside its references.</summary>
/// <param name="Id">The identity.</param>
/// <param name="Tags">
/// Its tags, compared ordinally; they replace the tags that it had. Order and repetition mean nothing; a default array is empty.
/// </param>
public sealed record GalleryIdentity(Guid Id, ImmutableArray<string> Tags);
