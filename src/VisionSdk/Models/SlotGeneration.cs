using System.Collections.Frozen;
using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>
/// Which models play the roles from one activation to the next. An operation takes the current generation once and everything from it, so that
/// it never sees two versions.
/// </summary>
internal sealed class SlotGeneration
{
    private SlotGeneration(
        IReadOnlyDictionary<string, SlotAssignment> slots,
        HeldChains<FaceFeatures> faces,
        HeldChains<(string Profile, FaceFeatures Features)> profiles
    )
    {
        Slots = slots.ToFrozenDictionary(StringComparer.Ordinal);
        Faces = faces;
        Profiles = profiles;
    }

    public SlotGeneration(IReadOnlyDictionary<string, SlotAssignment> slots)
        : this(slots, new(), new()) { }

    /// <summary>The assignments by slot.</summary>
    public FrozenDictionary<string, SlotAssignment> Slots { get; }

    /// <summary>The roles that others play for the moment, because the versions that should do not work; none in an ordinary generation.</summary>
    public ImmutableArray<ModelFallback> Fallbacks { get; private init; } = [];

    /// <summary>The chains that answer sets of features.</summary>
    public HeldChains<FaceFeatures> Faces { get; }

    /// <summary>The chains of recognition profiles.</summary>
    public HeldChains<(string Profile, FaceFeatures Features)> Profiles { get; }

    /// <summary>The slots by name, in ordinal order.</summary>
    public IEnumerable<string> Names => Slots.Keys.Order(StringComparer.Ordinal);

    /// <summary>The fallbacks of some roles.</summary>
    public ImmutableArray<ModelFallback> FallbacksOf(ImmutableArray<ModelUse> models) =>
        Fallbacks.IsEmpty
            ? []
            :
            [
                .. Fallbacks.Where(fallback =>
                    models.Any(model =>
                        model.Slot == fallback.Slot && $"{model.ModelId}@{model.Version}" == fallback.Used
                    )
                ),
            ];

    /// <summary>Whether another version plays the role of the model that failed with an error.</summary>
    public bool Replaces(Exception exception)
    {
        var failed = exception switch
        {
            VisionUnavailableException unavailable => unavailable.Model,
            ModelRunException run => $"{run.ModelId}@{run.Version}",
            _ => null,
        };
        return Fallbacks.Any(fallback => fallback.Wanted == failed);
    }

    /// <summary>A generation in which one role is played by another version.</summary>
    public SlotGeneration With(string slot, SlotAssignment assignment) => new(Changed(slot, assignment));

    /// <summary>A generation in which other versions play some roles for the moment.</summary>
    public SlotGeneration FallenBack(
        IReadOnlyDictionary<string, SlotAssignment> replacements,
        ImmutableArray<ModelFallback> fallbacks
    )
    {
        var slots = new Dictionary<string, SlotAssignment>(Slots, StringComparer.Ordinal);
        foreach (var (slot, assignment) in replacements)
        {
            slots[slot] = assignment;
        }

        return new SlotGeneration(slots) { Fallbacks = fallbacks };
    }

    /// <summary>The same versions under another number of activation; chains that were put together stay so.</summary>
    public SlotGeneration Renumbered(string slot, long activation) =>
        new(Changed(slot, Slots[slot] with { Activation = activation }), Faces, Profiles);

    private Dictionary<string, SlotAssignment> Changed(string slot, SlotAssignment assignment) =>
        new(Slots, StringComparer.Ordinal) { [slot] = assignment };
}
