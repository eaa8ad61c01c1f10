using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>Who is enrolled, with which vectors. All of it is stored, or nothing.</summary>
public sealed record Enrolment
{
    /// <summary>The tenant.</summary>
    /// <value>Default <see cref="StoreOptions.DefaultTenant"/>.</value>
    public string Tenant { get; init; } = StoreOptions.DefaultTenant;

    /// <summary>The recognition profile, at most 64 characters.</summary>
    /// <value>Default <c>faces</c>.</value>
    public string Profile { get; init; } = "faces";

    /// <summary>An identity that exists; <see langword="null"/> to find it by <see cref="ExternalKey"/> or to create it.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>The application's own key, such as an employee number. It is sealed; only a keyed digest lies open.</summary>
    public string? ExternalKey { get; init; }

    /// <summary>What people call it; sealed. <see langword="null"/> leaves an existing one as it is.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whatever else the application keeps; sealed. Joined with what exists.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Words to filter by. They lie open: no personal data in them. Joined with what exists.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>When the identity is due to be erased by a purge; <see langword="null"/> leaves it as it is.</summary>
    public DateTimeOffset? RetainUntil { get; init; }

    /// <summary>What to do about an identity that may exist.</summary>
    public EnrolmentMode Mode { get; init; }

    /// <summary>The vectors.</summary>
    public required ImmutableArray<EnrolmentReference> References { get; init; }

    /// <summary>Who enrols, for the audit: the name of a service or an operator's id, no personal data.</summary>
    /// <value>Default <c>application</c>.</value>
    public string Actor { get; init; } = "application";
}
