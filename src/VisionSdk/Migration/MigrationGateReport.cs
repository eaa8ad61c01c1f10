using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Whether the new space recognises as well as the old one, and the evidence for it.</summary>
/// <remarks>
/// Both spaces judge the same pairs, so only pairs on which they disagree count. The bound of the difference takes the exact interval
/// of the pairs that were lost and of those that were gained, each at half the error probability, and so never covers less than it claims.
/// Pairs that share a person are not quite independent; of one identity at most three genuine pairs are taken.
/// </remarks>
public sealed record MigrationGateReport
{
    /// <summary>The verdict: failed when it failed at one rate, passed when it passed at all of them.</summary>
    public required MigrationGate Verdict { get; init; }

    /// <summary>The comparison at each rate.</summary>
    public required ImmutableArray<MigrationGateRate> Rates { get; init; }

    /// <summary>How many pairs of one identity were compared.</summary>
    public required int GenuinePairs { get; init; }

    /// <summary>How many pairs of different identities were compared.</summary>
    public required int ImpostorPairs { get; init; }

    /// <summary>How many of the caller's pairs could not be embedded in both spaces; they count as not accepted by the space that failed.</summary>
    public int Unusable { get; init; }

    /// <summary>By how much the new true-accept rate might be lower.</summary>
    public required double Margin { get; init; }

    /// <summary>Confidence of the bounds.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether the pairs are the gallery's own.</summary>
    public required bool IsGallery { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }
}
