namespace VisionSdk;

/// <summary>
/// CenterNet: an object is a cell of the heat map that none of its eight neighbours of the same class exceeds; the second tensor says how far
/// its sides are from that cell's corner.
/// </summary>
/// <remarks>Of equal peaks beyond <see cref="CenterHeatmapSettings.MaxPeaks"/> the first in the order y, x, class are kept.</remarks>
internal sealed class CenterHeatmapDecoder(CenterHeatmapSettings settings)
    : DetectionDecoder(settings, keypointsPerBox: 0)
{
    protected override void Read(
        IOutputTensors outputs,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var level = GridLevel.Over(input, settings.Stride, settings.ClassCount);
        var heat = new CellMap(level, settings.ClassCount, settings.Layout);
        var sides = new CellMap(level, 4, settings.Layout);
        var heatValues = Values(outputs, 0, heat.Shape);
        var sideValues = Values(outputs, 1, sides.Shape);
        var highest = new HighestConfidences(settings.MaxPeaks);
        try
        {
            CollectPeaks(heatValues, heat, minConfidence, ref highest);
            var peaks = highest.Ranked();
            SortByIndex(peaks);
            foreach (var key in peaks)
            {
                var index = RankKey.Index(key);
                var (column, row) = level.CellOf(index);
                var classId = index % settings.ClassCount;
                var box = Box(sideValues, sides, column, row);
                TryAdd(candidates, box, heatValues[heat.Offset(column, row, classId)], minConfidence, classId, out _);
            }
        }
        finally
        {
            highest.Dispose();
        }
    }

    private static void CollectPeaks(
        ReadOnlySpan<float> heat,
        CellMap map,
        float minConfidence,
        ref HighestConfidences highest
    )
    {
        for (
            var i = ScoreScan.IndexOfAtLeast(heat, minConfidence, 0);
            i < heat.Length;
            i = ScoreScan.IndexOfAtLeast(heat, minConfidence, i + 1)
        )
        {
            var (column, row, classId) = map.PositionOf(i);
            if (IsPeak(heat, map, column, row, classId))
            {
                highest.Add(heat[i], (((row * map.Level.Columns) + column) * map.Channels) + classId);
            }
        }
    }

    private static bool IsPeak(ReadOnlySpan<float> heat, CellMap map, int column, int row, int classId)
    {
        var value = heat[map.Offset(column, row, classId)];
        for (var y = Math.Max(row - 1, 0); y <= Math.Min(row + 1, map.Level.Rows - 1); y++)
        {
            for (var x = Math.Max(column - 1, 0); x <= Math.Min(column + 1, map.Level.Columns - 1); x++)
            {
                if (heat[map.Offset(x, y, classId)] > value)
                {
                    return false;
                }
            }
        }

        return true;
    }

    // The high half of a key holds the confidence; without it, keys sort in the order of the map.
    private static void SortByIndex(Span<ulong> peaks)
    {
        foreach (ref var key in peaks)
        {
            key = (uint)RankKey.Index(key);
        }

        peaks.Sort();
    }

    private BoundingBox Box(ReadOnlySpan<float> sides, CellMap map, int column, int row)
    {
        var x = column * settings.Stride;
        var y = row * settings.Stride;
        return BoundingBox.FromLeftTopRightBottom(
            x - sides[map.Offset(column, row, 0)],
            y - sides[map.Offset(column, row, 1)],
            x + sides[map.Offset(column, row, 2)],
            y + sides[map.Offset(column, row, 3)]
        );
    }
}
