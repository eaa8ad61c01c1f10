using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Who is enrolled, and what is kept. Immutable.</summary>
public sealed record EnrolmentOptions
{
    /// <summary>The tenant.</summary>
    /// <value>Default <see cref="StoreOptions.DefaultTenant"/>.</value>
    public string Tenant { get; init; } = StoreOptions.DefaultTenant;

    /// <summary>The recognition profile.</summary>
    /// <value>Default <see cref="RecognitionProfiles.Faces"/>.</value>
    public string Profile { get; init; } = RecognitionProfiles.Faces;

    /// <summary>An identity that exists; <see langword="null"/> to find it by <see cref="ExternalKey"/> or to create it.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>The application's own key, such as an employee number; stored encrypted.</summary>
    public string? ExternalKey { get; init; }

    /// <summary>What people call it; stored encrypted.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whatever else the application keeps; stored encrypted.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Words to filter by, such as a site. They lie open: no personal data in them.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>When the identity is due to be erased by a purge; <see langword="null"/> leaves it as it is.</summary>
    public DateTimeOffset? RetainUntil { get; init; }

    /// <summary>What to do about an identity that may exist.</summary>
    /// <value>Default <see cref="EnrolmentMode.CreateOrAdd"/>.</value>
    public EnrolmentMode Mode { get; init; }

    /// <summary>Which reasons against a picture are looked for.</summary>
    /// <value>Default <see langword="null"/>: those of the profile.</value>
    public EnrolmentChecks? Checks { get; init; }

    /// <summary>Whether a small picture of the face is kept, encrypted, so that a later model can embed it again.</summary>
    /// <value>Default <see langword="null"/>: <see cref="VisionStoreOptions.KeepCrops"/>.</value>
    public bool? KeepCrops { get; init; }

    /// <summary>Who enrols, for the audit: the name of a service or an operator's id, no personal data.</summary>
    /// <value>Default <c>application</c>.</value>
    public string Actor { get; init; } = "application";
}
