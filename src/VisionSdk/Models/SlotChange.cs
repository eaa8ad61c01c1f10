using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>A role that is about to be given to a version.</summary>
internal sealed record SlotChange(
    VisionStore Store,
    string Slot,
    ModelVersionRecord Record,
    SlotActivationKind Kind,
    ActivationOptions Options
)
{
    /// <summary>Whether the gallery is known to be in the version's space, so that nobody asks again.</summary>
    public bool IsMigrated { get; init; }

    /// <summary>Writes the event down; by default alone, otherwise together with what must change in the same transaction.</summary>
    public Func<SlotActivationRequest, CancellationToken, Task<SlotActivation>> AppendAsync { get; init; } =
        Store.AddActivationAsync;

    /// <summary>The event.</summary>
    /// <param name="after">The event that must still be the slot's last one.</param>
    public SlotActivationRequest Request(long after) =>
        new()
        {
            Slot = Slot,
            ModelId = Record.ModelId,
            Version = Record.Version,
            Kind = Kind,
            Actor = Options.Actor,
            Reason = Options.Reason,
            After = after,
        };
}
