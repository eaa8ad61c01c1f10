namespace VisionSdk;

/// <summary>
/// CenterNet: an object is a cell of the heat map that none of its eight neighbours of the same class exceeds; the other tensors say where
/// its sides are, or how large it is and where in the cell it has its centre.
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
        var heatValues = Values(outputs, 0, heat.Shape);
        var boxes = new CenterHeatmapBoxes(
            settings,
            level,
            Values(outputs, 1, CenterHeatmapBoxes.MapOf(settings, level).Shape),
            settings.BoxCoding == CenterHeatmapCoding.Sides
                ? []
                : Values(outputs, 2, CenterHeatmapBoxes.MapOf(settings, level).Shape)
        );
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
                var confidence = settings.Activation.Apply(heatValues[heat.Offset(column, row, classId)]);
                TryAdd(candidates, boxes.At(column, row), confidence, minConfidence, classId, out _);
            }
        }
        finally
        {
            highest.Dispose();
        }
    }

    private void CollectPeaks(
        ReadOnlySpan<float> heat,
        CellMap map,
        float minConfidence,
        ref HighestConfidences highest
    )
    {
        var floor = settings.Activation.Floor(minConfidence);
        for (
            var i = ScoreScan.IndexOfAtLeast(heat, floor, 0);
            i < heat.Length;
            i = ScoreScan.IndexOfAtLeast(heat, floor, i + 1)
        )
        {
            var (column, row, classId) = map.PositionOf(i);
            if (IsPeak(heat, map, column, row, classId))
            {
                highest.Add(
                    settings.Activation.Apply(heat[i]),
                    (((row * map.Level.Columns) + column) * map.Channels) + classId
                );
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
}
