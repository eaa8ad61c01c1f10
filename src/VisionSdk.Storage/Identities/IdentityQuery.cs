using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>Which identities to list. They come in the order of their ids, which is that of their creation.</summary>
public sealed record IdentityQuery
{
    /// <summary>The tenant.</summary>
    /// <value>Default <see cref="StoreOptions.DefaultTenant"/>.</value>
    public string Tenant { get; init; } = StoreOptions.DefaultTenant;

    /// <summary>The recognition profile.</summary>
    /// <value>Default <c>faces</c>.</value>
    public string Profile { get; init; } = "faces";

    /// <summary>Tags that an identity must all have.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>How many to return at most.</summary>
    /// <value>Identities, in [1, 1000]; default 100.</value>
    public int PageSize { get; init; } = 100;

    /// <summary>The last identity of the page before; <see langword="null"/> for the first page.</summary>
    public Guid? After { get; init; }
}
