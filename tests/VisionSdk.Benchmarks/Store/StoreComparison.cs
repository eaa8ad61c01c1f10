using System.Diagnostics;
using VisionSdk.Storage;

namespace VisionSdk.Benchmarks;

/// <summary>The candidates of the store benchmarks in turn, round after round: on a shared machine only neighbours in time compare.</summary>
internal static class StoreComparison
{
    private const int Rounds = 7;

    public static async Task RunAsync(int count, int perPerson)
    {
        var rows = BulkRows.Create(count, perPerson);
        using var stores = new BulkStores();
        var inserts = new (string Name, StoreEncryption Encryption, bool IsRaw)[]
        {
            ("raw prepared commands", StoreEncryption.None, true),
            ("EnrollManyAsync, no encryption", StoreEncryption.None, false),
            ("EnrollManyAsync, AES-256-GCM", StoreEncryption.Aes256Gcm, false),
        };
        var loads = new (string Name, StoreEncryption Encryption, bool IsRaw)[]
        {
            ("raw blobs", StoreEncryption.None, true),
            ("first search, no encryption", StoreEncryption.None, false),
            ("first search, AES-256-GCM", StoreEncryption.Aes256Gcm, false),
        };
        var times = new List<(double Wall, double Cpu)>[inserts.Length + loads.Length];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = [];
        }

        for (var round = -1; round < Rounds; round++)
        {
            for (var i = 0; i < inserts.Length; i++)
            {
                var (_, encryption, isRaw) = inserts[i];
                var file = await stores.CreateAsync(encryption);
                var store = isRaw ? null : await stores.OpenAsync(file, encryption);
                Note(
                    times[i],
                    round,
                    await MeasureAsync(async () =>
                    {
                        if (isRaw)
                        {
                            RawInserts.Run(file, rows.Raw);
                        }
                        else
                        {
                            await BulkStores.EnrollAsync(store!, rows.Enrolments);
                        }
                    })
                );
                if (store is not null)
                {
                    await store.DisposeAsync();

                    // The first reader of a new file pays for both.
                    RawVectors.Read(file, count);
                    var probe = rows.Enrolments[0].References[0].Embedding;
                    if (i == 1)
                    {
                        Note(
                            times[inserts.Length],
                            round,
                            await MeasureAsync(() =>
                            {
                                RawVectors.Read(file, count);
                                return Task.CompletedTask;
                            })
                        );
                    }

                    await using var loaded = await stores.OpenAsync(file, encryption);
                    Note(
                        times[inserts.Length + i],
                        round,
                        await MeasureAsync(() => BulkStores.LoadAsync(loaded, probe))
                    );
                }

                stores.Delete(file);
            }
        }

        Console.WriteLine($"{count} x {BulkRows.Dimension}, {perPerson} a person, {Rounds} rounds in turn");
        Print([.. inserts.Select(static item => item.Name)], times.AsSpan()[..inserts.Length]);
        Print([.. loads.Select(static item => item.Name)], times.AsSpan()[inserts.Length..]);
    }

    private static void Note(List<(double Wall, double Cpu)> times, int round, (double Wall, double Cpu) time)
    {
        if (round >= 0)
        {
            times.Add(time);
        }
    }

    private static async Task<(double Wall, double Cpu)> MeasureAsync(Func<Task> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await run();
        var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (wall, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
    }

    private static void Print(string[] names, ReadOnlySpan<List<(double Wall, double Cpu)>> times)
    {
        var baseline = times[0];
        for (var i = 0; i < names.Length; i++)
        {
            // Each round's ratio, then their median: what slows a round down slows all of it.
            var wall = Median(times[i].Zip(baseline, static (mine, theirs) => mine.Wall / theirs.Wall));
            var cpu = Median(times[i].Zip(baseline, static (mine, theirs) => mine.Cpu / theirs.Cpu));
            Console.WriteLine(
                $"{names[i], -34} wall {Median(times[i].Select(static time => time.Wall)), 8:0} ms {wall, 6:0.00}   cpu {Median(times[i].Select(static time => time.Cpu)), 8:0} ms {cpu, 6:0.00}"
            );
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
