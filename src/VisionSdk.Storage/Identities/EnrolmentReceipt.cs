using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>What an enrolment has stored.</summary>
/// <param name="IdentityId">The identity.</param>
/// <param name="IsNew">Whether it was created.</param>
/// <param name="Added">Ids of the vectors that were added.</param>
/// <param name="AlreadyPresent">How many vectors were there already, from the same source.</param>
public sealed record EnrolmentReceipt(Guid IdentityId, bool IsNew, ImmutableArray<Guid> Added, int AlreadyPresent)
{
    /// <summary>Which of the enrolment's vectors were there already, by their place in it.</summary>
    public ImmutableArray<int> PresentAt { get; init; } = [];
}
