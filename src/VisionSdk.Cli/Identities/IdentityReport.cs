using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>An identity, for programs.</summary>
internal sealed record IdentityReport(
    Guid Id,
    string? Key,
    string? Name,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> Tags,
    int References,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? RetainUntil,
    long Version
)
{
    public static IdentityReport From(IdentityRecord identity) =>
        new(
            identity.Id,
            identity.ExternalKey,
            identity.DisplayName,
            identity.Attributes,
            identity.Tags,
            identity.References,
            identity.CreatedAt,
            identity.UpdatedAt,
            identity.RetainUntil,
            identity.Version
        );
}

/// <summary>A page of identities, for programs.</summary>
/// <param name="Total">How many there are in all, with whatever tags.</param>
/// <param name="Identities">The page.</param>
/// <param name="Next">What <c>--after</c> takes for the next page; <see langword="null"/> on the last one.</param>
internal sealed record IdentityPageReport(int Total, IReadOnlyList<IdentityReport> Identities, Guid? Next);

/// <summary>What a purge has done, for programs.</summary>
internal sealed record PurgeSummary(IReadOnlyList<ErasureReceipt> Erased, int CropsDeleted, int DecisionsDeleted);
