using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>What to change about an identity. Values that are <see langword="null"/> stay as they are.</summary>
public sealed record IdentityChange
{
    /// <summary>What people call it.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Replaces all attributes.</summary>
    public ImmutableSortedDictionary<string, string>? Attributes { get; init; }

    /// <summary>Replaces all tags.</summary>
    public ImmutableArray<string>? Tags { get; init; }

    /// <summary>When a purge may erase it.</summary>
    public DateTimeOffset? RetainUntil { get; init; }

    /// <summary>The version that was read; <see langword="null"/> to change it whatever has happened since.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Who changes it, for the audit.</summary>
    /// <value>Default <c>application</c>.</value>
    public string Actor { get; init; } = "application";
}
