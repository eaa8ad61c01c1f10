namespace VisionSdk;

/// <summary>Distances in ascending order, so that every question about a threshold is a binary search.</summary>
internal sealed class SortedDistances
{
    private readonly float[] _values;

    /// <summary>Copies and sorts distances.</summary>
    /// <param name="distances">Distances; positive infinity stands for a pair that could not be compared.</param>
    /// <param name="name">The caller's parameter, for messages.</param>
    /// <exception cref="ArgumentException">There are none, or one is NaN or negative infinity.</exception>
    public SortedDistances(ReadOnlySpan<float> distances, string name)
    {
        if (distances.IsEmpty)
        {
            throw new ArgumentException("An error rate needs at least one distance.", name);
        }

        foreach (var distance in distances)
        {
            if (float.IsNaN(distance) || float.IsNegativeInfinity(distance))
            {
                throw new ArgumentException(
                    $"A distance is {distance}; give +∞ for a pair that could not be compared.",
                    name
                );
            }
        }

        _values = distances.ToArray();
        Array.Sort(_values);
    }

    public int Count => _values.Length;

    public float this[int index] => _values[index];

    /// <summary>How many distances match at a threshold.</summary>
    /// <param name="threshold">The threshold; a distance equal to it matches.</param>
    /// <returns>The number of distances at or below it.</returns>
    public int CountAtOrBelow(double threshold)
    {
        var low = 0;
        var high = _values.Length;
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (_values[middle] <= threshold)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The largest finite float at or below which no more than a share of the distances lie.</summary>
    /// <param name="rate">The share, in [0, 1].</param>
    /// <returns>The value just below the first distance that would be too many; ties are kept out together.</returns>
    public double LargestThreshold(double rate)
    {
        // The product may be a rounding off an integer either way; the quotient decides, because it is what will be reported.
        var allowed = (int)Math.Floor(rate * Count);
        while (allowed < Count && (allowed + 1) / (double)Count <= rate)
        {
            allowed++;
        }

        while (allowed > 0 && allowed / (double)Count > rate)
        {
            allowed--;
        }

        return allowed < Count ? MathF.BitDecrement(_values[allowed]) : float.MaxValue;
    }
}
