using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What two versions are compared by: their decisions in a common form.</summary>
/// <param name="Decision">What was decided, in one word.</param>
/// <param name="Score">The distance in units of its threshold; <see langword="null"/> when nothing was compared.</param>
/// <param name="Computing">What it took, without waiting.</param>
internal sealed record DecisionTrace(string Decision, double? Score, TimeSpan Computing)
{
    /// <summary>Who was found; <see langword="null"/> for nobody, and where nobody is looked for.</summary>
    public Guid? Identity { get; init; }

    /// <summary>What was detected; default where nothing is.</summary>
    public ImmutableArray<Detection> Detections { get; init; }

    /// <summary>Why the decision says nothing about the version: what it needed is not there. <see langword="null"/> as a rule.</summary>
    public string? Obstacle { get; init; }

    public static TimeSpan ComputingOf(Provenance provenance) => provenance.Elapsed - provenance.Queued;
}
