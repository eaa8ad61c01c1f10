namespace VisionSdk.Storage;

/// <summary>Something that is worth an audit entry.</summary>
/// <param name="Actor">Who did it, as the application names its users or services.</param>
/// <param name="Action">What was done, such as <c>identity.enrolled</c>.</param>
/// <param name="Subject">The identity, by its random id.</param>
/// <param name="Details">Counts and ids as JSON; never personal data.</param>
internal readonly record struct AuditEvent(string Actor, string Action, Guid? Subject, string Details);
