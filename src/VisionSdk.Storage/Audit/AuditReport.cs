namespace VisionSdk.Storage;

/// <summary>Whether an audit chain is whole.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Entries">How many entries were checked.</param>
/// <param name="BrokenAt">Number of the first entry that does not fit; <see langword="null"/> when all do.</param>
/// <param name="Problem">What is wrong there; <see langword="null"/> when nothing is.</param>
/// <param name="HeadHash">
/// Hash of the last entry, lower-case hexadecimal. Keep it somewhere else from time to time: a chain that was rewritten as a whole ends in another one.
/// </param>
public sealed record AuditReport(string Tenant, long Entries, long? BrokenAt, string? Problem, string HeadHash)
{
    /// <summary>Whether the chain is whole.</summary>
    public bool IsIntact => BrokenAt is null;
}
