using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>A slot whose version changes again and again while callers go on, with real sessions, in processes of their own.</summary>
public sealed class SwapEnduranceTests(ITestOutputHelper output) : IDisposable
{
    private const int Swaps = 1_000;
    private const int CountedSwaps = 40;
    private const int Callers = 8;
    private const double MemoryGrowth = 1.05;

    private static readonly string[] Versions = ["1.0.0", "2.0.0", "3.0.0"];

    // On an idle machine it takes a second at most; here other tests keep the processors busy.
    private static readonly TimeSpan FollowedWithin = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_thousand_swaps_under_eight_callers_lose_no_request_mix_no_versions_and_take_no_memory()
    {
        await RegisterAsync();

        using var process = Start([
            "swap",
            _folder.FullName,
            VisionSlots.ObjectDetector,
            TinyDetector.Id,
            Swaps.ToString(CultureInfo.InvariantCulture),
            Callers.ToString(CultureInfo.InvariantCulture),
            .. Versions,
        ]);
        var errors = process.StandardError.ReadToEndAsync(Token);
        var line = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        (await errors).ShouldBeEmpty();
        output.WriteLine(line);
        var figures = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static item => item.Split('='))
            .ToDictionary(static item => item[0], static item => long.Parse(item[1], CultureInfo.InvariantCulture));
        figures["failed"].ShouldBe(0);
        figures["mixed"].ShouldBe(0);
        figures["answered"].ShouldBeGreaterThan(Swaps);
        figures["seen"].ShouldBe(Versions.Length, "every caller must have been answered by every version");
        ((double)figures["late"] / figures["early"]).ShouldBeLessThan(MemoryGrowth);
    }

    [Fact]
    public async Task No_session_is_left_but_that_of_the_version_that_plays_the_role()
    {
        await RegisterAsync();
        var options = Options();
        var factory = new CountingModelFactory(new EngineModelFactory(options, NullLoggerFactory.Instance));
        var client = new VisionClient(options, factory, NullLoggerFactory.Instance, TimeProvider.System, meters: null);
        using var stop = new CancellationTokenSource();
        var callers = Enumerable
            .Range(0, Callers)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        while (!stop.IsCancellationRequested)
                        {
                            await ModelWorld.LiveAsync(client, Token);
                        }
                    },
                    Token
                )
            )
            .ToArray();

        for (var swap = 1; swap <= CountedSwaps; swap++)
        {
            await client.Models.ActivateAsync(
                VisionSlots.ObjectDetector,
                $"{TinyDetector.Id}@{Versions[swap % Versions.Length]}",
                new ActivationOptions { MaxSlowdown = double.PositiveInfinity },
                Token
            );
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);
        factory.Loads.ShouldBeGreaterThanOrEqualTo(CountedSwaps);
        factory.Loaded.ShouldBe(1);
        await client.DisposeAsync();
        factory.Loaded.ShouldBe(0);
    }

    [Fact]
    public async Task Another_process_follows_each_activation_and_answers_all_the_time()
    {
        await RegisterAsync();
        await using var client = VisionClient.Create(Options());
        await ActivateAsync(client, 1);
        using var process = Start(["serve", _folder.FullName, VisionSlots.ObjectDetector, $"{TinyDetector.Id}@1.0.0"]);
        var errors = process.StandardError.ReadToEndAsync(Token);
        (await process.StandardOutput.ReadLineAsync(Token)).ShouldBe("ready");

        foreach (var version in (int[])[2, 0, 1])
        {
            await ActivateAsync(client, version);
            var activated = TimeProvider.System.GetUtcNow().UtcTicks;
            var seen = (await process.StandardOutput.ReadLineAsync(Token)).ShouldNotBeNull().Split(' ');
            seen[1].ShouldBe(Versions[version]);
            var after = new TimeSpan(long.Parse(seen[0], CultureInfo.InvariantCulture) - activated);
            output.WriteLine($"followed after {after.TotalMilliseconds:F0} ms");
            after.ShouldBeLessThan(FollowedWithin);
        }

        await process.StandardInput.WriteLineAsync();
        (await process.StandardOutput.ReadLineAsync(Token)).ShouldNotBeNull().ShouldStartWith("answered");
        await process.WaitForExitAsync(Token);
        (await errors).ShouldBeEmpty();
        process.ExitCode.ShouldBe(0);
    }

    private static Task<Storage.SlotActivation> ActivateAsync(VisionClient client, int version) =>
        client.Models.ActivateAsync(
            VisionSlots.ObjectDetector,
            $"{TinyDetector.Id}@{Versions[version]}",
            cancellationToken: Token
        );

    private async Task RegisterAsync()
    {
        await using var client = VisionClient.Create(Options());
        foreach (var version in Versions)
        {
            await client.Models.RegisterAsync(
                TinyDetector.Write(_folder.At("packages"), version, seed: version[0], label: version),
                cancellationToken: Token
            );
        }
    }

    private VisionSdkOptions Options()
    {
        var options = new VisionSdkOptions { ModelsDirectory = _folder.At("models") };
        options.Slots.Clear();
        options.Profiles.Clear();
        options.Slots[VisionSlots.ObjectDetector] = $"{TinyDetector.Id}@{Versions[0]}";
        options.Store.Database = _folder.At("vision.db");
        options.Store.KeyFile = _folder.At("key.txt");
        options.Store.KeyDirectory = _folder.At("keys");
        options.Models.CacheDirectory = _folder.At("cache");
        options.Models.KeepIdleFor = TimeSpan.Zero;
        return options;
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "VisionSdk.Workload.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
