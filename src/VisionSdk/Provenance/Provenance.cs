using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Where a result comes from: the model versions, the execution providers that really ran, and the time it took.</summary>
public sealed record Provenance
{
    /// <summary>Names the decision, in what is recorded of it too: of version 7, so that ids sort by time.</summary>
    public Guid DecisionId { get; init; }

    /// <summary>The part that the result has in a rollout; <see langword="null"/> when it has none.</summary>
    public RolloutPart? Rollout { get; init; }

    /// <summary>The models, in the order in which they ran; shared between results, never empty.</summary>
    public required ImmutableArray<ModelUse> Models { get; init; }

    /// <summary>Roles of this operation that another version played than the one that is active, see <see cref="InferenceResilienceOptions"/>; usually empty.</summary>
    public ImmutableArray<ModelFallback> Fallbacks { get; init; } = [];

    /// <summary>The whole operation: reading the picture, waiting for a turn, decoding and inference. Loading a model on first use is included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The part of <see cref="Elapsed"/> that was spent waiting for one of <see cref="VisionSdkOptions.MaxConcurrency"/> turns.</summary>
    public required TimeSpan Queued { get; init; }

    /// <summary>The space of the embeddings that took part, or <see langword="null"/> when there were none.</summary>
    public EmbeddingSpaceId? Space => SpaceOf(Models);

    internal static EmbeddingSpaceId? SpaceOf(ImmutableArray<ModelUse> models)
    {
        foreach (var model in models)
        {
            if (model.Space is { } space)
            {
                return space;
            }
        }

        return null;
    }
}
