namespace VisionSdk.Storage;

/// <summary>An identity as a query returns it, still sealed.</summary>
internal sealed class IdentityReading
{
    public required IdentityRow Row { get; init; }

    public required string Profile { get; init; }

    public required List<string> Tags { get; init; }

    public int References { get; init; }

    public int Bridged { get; init; }
}
