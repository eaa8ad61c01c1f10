using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>An event of a slot's history, for programs.</summary>
internal sealed record ActivationReport(
    long Sequence,
    string Slot,
    string Id,
    string Version,
    SlotActivationKind Kind,
    DateTimeOffset At,
    string Actor,
    string? Reason
)
{
    public static ActivationReport From(SlotActivation activation) =>
        new(
            activation.Sequence,
            activation.Slot,
            activation.ModelId,
            activation.Version,
            activation.Kind,
            activation.ActivatedAt,
            activation.Actor,
            activation.Reason
        );
}
