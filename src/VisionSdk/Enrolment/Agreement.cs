namespace VisionSdk;

/// <summary>Which of several pictures show the same identity, when there is nothing else to compare them with.</summary>
internal static class Agreement
{
    /// <summary>Finds the pictures that look like the one that looks like most of the others.</summary>
    /// <param name="embeddings">The pictures' embeddings.</param>
    /// <param name="metric">How they are compared.</param>
    /// <param name="maxDistance">At or below it two pictures look alike.</param>
    /// <returns>For each picture, its distance to that one: more than <paramref name="maxDistance"/> when it does not fit.</returns>
    public static float[] Distances(IReadOnlyList<Embedding> embeddings, DistanceMetric metric, double maxDistance)
    {
        float[] best = [];
        var mostNeighbours = -1;
        foreach (var middle in embeddings)
        {
            float[] distances = [.. embeddings.Select(other => other.DistanceTo(middle, metric))];
            var neighbours = distances.Count(distance => distance <= maxDistance);
            if (neighbours > mostNeighbours)
            {
                (best, mostNeighbours) = (distances, neighbours);
            }
        }

        return best;
    }
}
