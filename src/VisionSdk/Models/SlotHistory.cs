using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>What a slot's history says about going back.</summary>
internal static class SlotHistory
{
    /// <summary>The version to which a rollback leads: the one that was live before the present one, events that were taken back not counted.</summary>
    /// <param name="history">The slot's events, the latest first.</param>
    /// <returns>The event that made it live; <see langword="null"/> when there is nothing before the present version.</returns>
    public static SlotActivation? Before(IReadOnlyList<SlotActivation> history)
    {
        var live = new Stack<SlotActivation>();
        for (var i = history.Count - 1; i >= 0; i--)
        {
            var activation = history[i];
            if (activation.Kind == SlotActivationKind.RolledBack)
            {
                live.TryPop(out _);
            }
            else if (!live.TryPeek(out var last) || !IsSame(last, activation))
            {
                live.Push(activation);
            }
        }

        return live.TryPop(out _) && live.TryPeek(out var before) ? before : null;
    }

    private static bool IsSame(SlotActivation one, SlotActivation other) =>
        one.ModelId == other.ModelId && one.Version == other.Version;
}
