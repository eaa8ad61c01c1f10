using System.Diagnostics;
using System.Globalization;
using VisionSdk.ML;
using VisionSdk.Models;

namespace VisionSdk.Benchmarks;

/// <summary>Loading the packages with and without graphs that were optimised before; golden checks included, files in the system's cache.</summary>
internal static class OptimizedLoads
{
    private const int Rounds = 7;

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("visionsdk-optimized-").FullName;
        try
        {
            Console.WriteLine(
                "model                         package MB  optimised MB  without ms  first ms  cached ms"
            );
            foreach (var reference in new ModelRepository(DefaultModels.Folder).List())
            {
                var package = Packages.Open(reference.Id);
                var graphs = Path.Combine(folder, reference.Id);
                var options = new EngineOptions { OptimizedGraphs = graphs };
                Load(package, EngineOptions.Default);
                var first = Load(package, options);

                // In turn, so that the machine's moods meet both.
                var without = new double[Rounds];
                var cached = new double[Rounds];
                for (var round = 0; round < Rounds; round++)
                {
                    without[round] = Load(package, EngineOptions.Default);
                    cached[round] = Load(package, options);
                }

                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{reference.Id, -29} {Megabytes(package.ArtifactPath), 10:0.0} {Megabytes(Directory.GetFiles(graphs)[0]), 13:0.0} {Median(without), 11:0.0} {first, 9:0.0} {Median(cached), 10:0.0}"
                    )
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Load(ModelPackage package, EngineOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        using var engine = new InferenceEngine(package, options);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Megabytes(string path) => new FileInfo(path).Length / 1e6;

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
