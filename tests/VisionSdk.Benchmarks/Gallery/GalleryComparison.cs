using System.Diagnostics;

namespace VisionSdk.Benchmarks;

/// <summary>The candidates of <see cref="GalleryBenchmarks"/> in turn, round after round: on a shared machine only neighbours in time compare.</summary>
internal static class GalleryComparison
{
    private const int Rounds = 60;

    public static async Task RunAsync(int rows)
    {
        var benchmarks = new GalleryBenchmarks { Rows = rows };
        await benchmarks.SetupAsync();
        (string Name, int Operations, Action Run)[] candidates =
        [
            ("sum of the same bytes", 1, () => benchmarks.Roof()),
            ("the same, two threads", 1, () => benchmarks.RoofParallel()),
            ("full", 1, () => benchmarks.Full()),
            ("quantized", 1, () => benchmarks.Quantized()),
            ("full, two threads", 1, () => benchmarks.FullParallel()),
            ("quantized, two threads", 1, () => benchmarks.QuantizedParallel()),
            ("full, 16 probes at once", 16, () => benchmarks.FullMany()),
        ];
        var times = Array.ConvertAll(candidates, static _ => new double[Rounds]);
        for (var round = -10; round < Rounds; round++)
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                candidates[i].Run();
                if (round >= 0)
                {
                    times[i][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / candidates[i].Operations;
                }
            }
        }

        Array.ForEach(times, Array.Sort);
        Console.WriteLine($"{rows} x {FaceVectors.Dimension}, wall time per search, {Rounds} rounds in turn");
        for (var i = 0; i < candidates.Length; i++)
        {
            var (low, median) = (times[i][Rounds / 10], times[i][Rounds / 2]);
            Console.WriteLine(
                $"{candidates[i].Name, -26} p10 {low, 9:0} us {low / times[0][Rounds / 10], 6:0.00}   median {median, 9:0} us {median / times[0][Rounds / 2], 6:0.00}"
            );
        }

        benchmarks.Cleanup();
    }
}
