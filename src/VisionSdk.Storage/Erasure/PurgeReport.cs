using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>What a purge has removed.</summary>
/// <param name="Erased">The receipts of the identities that were erased.</param>
/// <param name="CropsDeleted">How many pictures of other identities were deleted.</param>
public sealed record PurgeReport(ImmutableArray<ErasureReceipt> Erased, int CropsDeleted)
{
    /// <summary>How many recorded decisions were deleted, with their pictures.</summary>
    public int DecisionsDeleted { get; init; }
}
