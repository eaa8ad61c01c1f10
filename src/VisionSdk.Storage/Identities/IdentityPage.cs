using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>A page of identities.</summary>
/// <param name="Identities">The identities.</param>
/// <param name="Next">What to give as <see cref="IdentityQuery.After"/> for the next page; <see langword="null"/> when this is the last.</param>
public sealed record IdentityPage(ImmutableArray<IdentityRecord> Identities, Guid? Next);
