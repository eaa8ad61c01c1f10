namespace VisionSdk.Storage;

/// <summary>One audit entry.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What, such as <c>identity.erased</c>.</param>
/// <param name="Subject">The identity, by its random id; it may have been erased since.</param>
/// <param name="Details">Counts, as JSON.</param>
/// <param name="Hash">Its hash, lower-case hexadecimal.</param>
public sealed record AuditRecord(
    long Sequence,
    DateTimeOffset At,
    string Actor,
    string Action,
    Guid? Subject,
    string Details,
    string Hash
);
