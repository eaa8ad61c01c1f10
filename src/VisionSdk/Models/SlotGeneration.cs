using System.Collections.Frozen;

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

    /// <summary>The chains that answer sets of features.</summary>
    public HeldChains<FaceFeatures> Faces { get; }

    /// <summary>The chains of recognition profiles.</summary>
    public HeldChains<(string Profile, FaceFeatures Features)> Profiles { get; }

    /// <summary>The slots by name, in ordinal order.</summary>
    public IEnumerable<string> Names => Slots.Keys.Order(StringComparer.Ordinal);

    /// <summary>A generation in which one role is played by another version.</summary>
    public SlotGeneration With(string slot, SlotAssignment assignment) => new(Changed(slot, assignment));

    /// <summary>The same versions under another number of activation; chains that were put together stay so.</summary>
    public SlotGeneration Renumbered(string slot, long activation) =>
        new(Changed(slot, Slots[slot] with { Activation = activation }), Faces, Profiles);

    private Dictionary<string, SlotAssignment> Changed(string slot, SlotAssignment assignment) =>
        new(Slots, StringComparer.Ordinal) { [slot] = assignment };
}
