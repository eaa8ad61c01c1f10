using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What came of an enrolment.</summary>
public sealed record EnrolmentResult
{
    /// <summary>Whether references were stored.</summary>
    public required EnrolmentStatus Status { get; init; }

    /// <summary>The identity; <see langword="null"/> when a new one was refused.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>Whether the identity was created.</summary>
    public required bool IsNew { get; init; }

    /// <summary>What came of each picture, in their order.</summary>
    public required ImmutableArray<EnrolledPicture> Pictures { get; init; }

    /// <summary>The models, where they ran, and the time it took: of the whole enrolment, with the longest wait of a picture.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Every reason against any picture; also when others have become references.</summary>
    public EnrolmentChecks Reasons =>
        Pictures.Aggregate(EnrolmentChecks.None, static (all, picture) => all | picture.Reasons);
}
