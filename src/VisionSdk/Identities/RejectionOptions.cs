namespace VisionSdk;

/// <summary>How a picture of somebody else is read. Immutable.</summary>
public sealed record RejectionOptions : IdentityProbeOptions
{
    /// <summary>Who says so, for the audit: the name of a service or an operator's id, no personal data.</summary>
    /// <value>Default <c>application</c>.</value>
    public string Actor { get; init; } = "application";
}
