namespace VisionSdk.ML;

/// <summary>Figures of the grey levels of a chip.</summary>
/// <param name="Mean">Mean, in the unit of the chip.</param>
/// <param name="Deviation">Standard deviation, in the unit of the chip.</param>
/// <param name="LaplacianVariance">Variance of the Laplacian (−4 in the middle, 1 at the four neighbours), in the square of the unit.</param>
internal readonly record struct ChipStatistics(float Mean, float Deviation, float LaplacianVariance)
{
    /// <summary>Measures the pixels that have eight neighbours in the picture.</summary>
    /// <param name="luma">Grey levels, row by row.</param>
    /// <param name="chip">Size of the chip.</param>
    /// <param name="coverage">Which pixels count.</param>
    /// <param name="statistics">The figures.</param>
    /// <returns><see langword="false"/> when no pixel counts.</returns>
    public static bool TryMeasure(
        ReadOnlySpan<float> luma,
        ImageSize chip,
        ChipCoverage coverage,
        out ChipStatistics statistics
    )
    {
        var (count, sum, squares, edgeSum, edgeSquares) = (0, 0.0, 0.0, 0.0, 0.0);
        for (var y = 1; y < chip.Height - 1; y++)
        {
            var above = luma.Slice((y - 1) * chip.Width, chip.Width);
            var row = luma.Slice(y * chip.Width, chip.Width);
            var below = luma.Slice((y + 1) * chip.Width, chip.Width);
            for (var x = 1; x < chip.Width - 1; x++)
            {
                if (!coverage.ShowsNeighbourhood(x, y))
                {
                    continue;
                }

                double level = row[x];
                var edge = above[x] + below[x] + row[x - 1] + row[x + 1] - (4 * level);
                count++;
                sum += level;
                squares += level * level;
                edgeSum += edge;
                edgeSquares += edge * edge;
            }
        }

        statistics =
            count == 0
                ? default
                : new ChipStatistics(
                    (float)(sum / count),
                    (float)Math.Sqrt(Variance(count, sum, squares)),
                    (float)Variance(count, edgeSum, edgeSquares)
                );
        return count > 0;
    }

    // Rounding may leave a plain surface just below zero.
    private static double Variance(int count, double sum, double squares) =>
        Math.Max((squares / count) - (sum / count * (sum / count)), 0);
}
