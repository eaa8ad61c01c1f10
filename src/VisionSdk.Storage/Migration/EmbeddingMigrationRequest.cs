using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>A move to another embedding space that is to begin.</summary>
public sealed record EmbeddingMigrationRequest
{
    /// <summary>The role whose model changes, at most 128 characters, such as <c>faces/embedder</c>. Its last activation says from where.</summary>
    public required string Slot { get; init; }

    /// <summary>The recognition profiles that use the slot: their galleries, of all tenants, are moved.</summary>
    public required ImmutableArray<string> Profiles { get; init; }

    /// <summary>Id of the model to move to.</summary>
    public required string ModelId { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Who moves, at most 128 characters: no personal data beyond what an audit may keep for ever.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}
