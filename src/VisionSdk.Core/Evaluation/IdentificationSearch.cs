namespace VisionSdk;

/// <summary>One search of a gallery, and the truth about it.</summary>
/// <param name="MateRank">
/// Rank of the probe's own identity in the candidate list, from 1; 0 when the probe is not enrolled (a non-mated search).
/// </param>
/// <param name="MateDistance">Distance to the probe's own identity; positive infinity for a non-mated search.</param>
/// <param name="NearestDistance">Distance of the first candidate.</param>
public readonly record struct IdentificationSearch(int MateRank, float MateDistance, float NearestDistance)
{
    /// <summary>Whether the probe's identity is enrolled.</summary>
    public bool IsMated => MateRank > 0;

    /// <summary>Reads a search off the distances to every enrolled identity.</summary>
    /// <param name="distances">One distance per enrolled identity (the nearest of its references); at least one.</param>
    /// <param name="mate">Index of the probe's own identity, or −1 when it is not enrolled.</param>
    /// <returns>
    /// The search. Equal distances count against the mate: it ranks behind every other identity that is as near, so a model that answers
    /// the same to everything does not look good.
    /// </returns>
    /// <exception cref="ArgumentException">The gallery is empty, or a distance is NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mate"/> is no index of the gallery and not −1.</exception>
    public static IdentificationSearch FromGallery(ReadOnlySpan<float> distances, int mate = -1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mate, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mate, distances.Length);
        if (distances.IsEmpty)
        {
            throw new ArgumentException("A search needs at least one enrolled identity.", nameof(distances));
        }

        var nearest = float.PositiveInfinity;
        var mateDistance = mate >= 0 ? distances[mate] : float.PositiveInfinity;
        var asNear = 0;
        foreach (var distance in distances)
        {
            if (float.IsNaN(distance))
            {
                throw new ArgumentException(
                    "A distance is NaN; give +∞ for a pair that could not be compared.",
                    nameof(distances)
                );
            }

            nearest = MathF.Min(nearest, distance);
            asNear += distance <= mateDistance ? 1 : 0;
        }

        // The mate itself is among those that are as near as the mate.
        return new IdentificationSearch(mate >= 0 ? asNear : 0, mateDistance, nearest);
    }
}
