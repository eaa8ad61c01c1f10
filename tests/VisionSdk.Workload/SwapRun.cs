using System.Diagnostics;
using System.Globalization;

namespace VisionSdk.Workload;

/// <summary>Swaps a slot again and again while callers go on.</summary>
internal sealed class SwapRun(VisionClient client, string slot, string model, string[] versions)
{
    private const int EarlySwaps = 50;

    private long _answered;
    private long _mixed;
    private long _failed;

    /// <returns>Figures as <c>name=value</c>, in one line.</returns>
    public async Task<string> RunAsync(int swaps, int callers)
    {
        using var stop = new CancellationTokenSource();
        await ActivateAsync(0);
        var calls = Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(stop.Token))).ToArray();
        var early = 0L;
        for (var swap = 1; swap <= swaps; swap++)
        {
            await ActivateAsync(swap);
            if (swap == EarlySwaps)
            {
                early = Resident();
            }
        }

        var late = Resident();
        await stop.CancelAsync();
        var seen = await Task.WhenAll(calls);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"answered={_answered} failed={_failed} mixed={_mixed} seen={seen.Min()} early={early} late={late}"
        );
    }

    private Task<Storage.SlotActivation> ActivateAsync(int swap) =>
        client.Models.ActivateAsync(
            slot,
            $"{model}@{versions[swap % versions.Length]}",
            new ActivationOptions { MaxSlowdown = double.PositiveInfinity }
        );

    private async Task<int> CallAsync(CancellationToken stop)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var (version, isWhole) = await Served.AskAsync(client, slot);
                seen.Add(version);
                Interlocked.Increment(ref _answered);
                if (!isWhole)
                {
                    Interlocked.Increment(ref _mixed);
                }
            }
            catch (Exception exception)
            {
                Interlocked.Increment(ref _failed);
                await Console.Error.WriteLineAsync(exception.ToString());
            }
        }

        return seen.Count;
    }

    /// <summary>What the process has in memory, garbage not counted.</summary>
    private static long Resident()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
