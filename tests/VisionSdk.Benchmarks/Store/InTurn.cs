using System.Diagnostics;

namespace VisionSdk.Benchmarks;

/// <summary>Times of candidates that run in turn, round after round: on a shared machine only neighbours in time compare.</summary>
internal sealed class InTurn(params string[] names)
{
    private readonly List<(double Wall, double Cpu)>[] _times = Array.ConvertAll(
        names,
        static _ => new List<(double Wall, double Cpu)>()
    );

    private readonly double[] _cold = new double[names.Length];

    /// <summary>Times one run of a candidate, and keeps it unless the round is for warming up; of these only the first one's wall time.</summary>
    public async Task MeasureAsync(int candidate, int round, Func<Task> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await run();
        var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (_cold[candidate] == 0)
        {
            _cold[candidate] = wall;
        }

        if (round >= 0)
        {
            _times[candidate].Add((wall, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds));
        }
    }

    /// <summary>
    /// Prints medians, and the median of each round's ratio to the first candidate: what slows a round down slows all of it. Cold is the
    /// first run of all, which the process compiles.
    /// </summary>
    public void Print()
    {
        for (var i = 0; i < names.Length; i++)
        {
            var wall = Median(_times[i].Zip(_times[0], static (mine, theirs) => mine.Wall / theirs.Wall));
            var cpu = Median(_times[i].Zip(_times[0], static (mine, theirs) => mine.Cpu / theirs.Cpu));
            Console.WriteLine(
                $"{names[i], -34} wall {Median(_times[i].Select(static time => time.Wall)), 8:0} ms {wall, 6:0.00}   cpu {Median(_times[i].Select(static time => time.Cpu)), 8:0} ms {cpu, 6:0.00}   cold {_cold[i], 6:0} ms {_cold[i] / _cold[0], 6:0.00}"
            );
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
