namespace VisionSdk.Storage;

/// <summary>One counter of a rollout, added up over all processes.</summary>
internal sealed class RolloutCountRow
{
    public long RolloutId { get; set; }

    public required string Operation { get; set; }

    public required string Name { get; set; }

    public long Value { get; set; }
}
