using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>An identity as it is stored.</summary>
public sealed record IdentityRecord
{
    /// <summary>Its random id; safe to log.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its recognition profile.</summary>
    public required string Profile { get; init; }

    /// <summary>The application's key.</summary>
    public string? ExternalKey { get; init; }

    /// <summary>What people call it.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whatever else the application keeps.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Words to filter by.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>How many reference vectors it has, of all spaces.</summary>
    public int References { get; init; }

    /// <summary>How many of its vectors were mapped from another space for want of a picture, so that it should be enrolled again.</summary>
    public int Bridged { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When a purge may erase it; <see langword="null"/> for never.</summary>
    public DateTimeOffset? RetainUntil { get; init; }

    /// <summary>Rises with every change; give it back with one, so that no other change is overwritten.</summary>
    public required long Version { get; init; }
}
