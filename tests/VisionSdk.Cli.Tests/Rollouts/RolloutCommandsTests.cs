using System.Globalization;
using VisionSdk.Migrations.Sqlite;

namespace VisionSdk.Cli.Tests;

/// <summary>The embedder of face-api against that of faceres, on real portraits, in one store with the command line.</summary>
public sealed class RolloutCommandsTests : IDisposable
{
    // How many pairs are compared; a person who wants figures sets more.
    private const string PairsVariable = "VISIONSDK_ROLLOUT_PAIRS";
    private const int DefaultPairs = 12;
    private const string Candidate = "face-embedder-faceres";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_candidate_is_tried_in_the_shadow_reported_and_aborted()
    {
        var pairs = Pairs();
        var started = await RunAsync(
            "rollout",
            "start",
            Candidate,
            "--share",
            "1",
            "--no-rollback",
            "--reason",
            "newer"
        );
        started.ExitCode.ShouldBe(ExitCode.Done, started.Errors);
        started.Output.ShouldStartWith("rollout 1 of face-embedder-faceres@");
        started.Output.ShouldContain("in faces/embedder began");

        var wrong = 0;
        await using (var client = Open())
        {
            foreach (var (first, second, isSame) in pairs)
            {
                // The shadow keeps pace, so that nothing is left out.
                var result = await client.VerifyAsync(first, second, cancellationToken: Token);
                wrong +=
                    result.Decision == (isSame ? VerificationDecision.NoMatch : VerificationDecision.Match) ? 1 : 0;
                await Task.Delay(1, Token);
            }

            await ComparedAsync(client);
        }

        var report = await RunAsync("rollout", "report", "--json");
        var table = await RunAsync("rollout", "report");
        TestContext.Current.TestOutputHelper?.WriteLine(table.Output);
        report.Json.GetProperty("base").GetString().ShouldBe("face-embedder-dlib");
        var verify = report.Json.GetProperty("operations")[0];
        verify.GetProperty("operation").GetString().ShouldBe("verify");
        verify.GetProperty("errors").GetProperty("count").GetInt64().ShouldBe(0);
        verify.GetProperty("compared").GetInt64().ShouldBeInRange(1, pairs.Count);
        verify.GetProperty("flips").GetProperty("bounds").GetProperty("upper").GetDouble().ShouldBeLessThanOrEqualTo(1);
        verify.GetProperty("latency").GetProperty("ratio").GetDouble().ShouldBeGreaterThan(0.1);
        table.Output.ShouldContain("Rollout 1 in faces/embedder");
        table.Output.ShouldContain("flip rate");
        wrong.ShouldBeLessThan(pairs.Count / 2);

        (await RunAsync("rollout", "start", Candidate)).ExitCode.ShouldBe(ExitCode.Store);
        (await RunAsync("rollout", "abort", "--reason", "enough")).Output.ShouldContain("is aborted");
        (await RunAsync("rollout", "list")).Output.ShouldContain("enough");
        (await RunAsync("rollout", "abort")).ExitCode.ShouldBe(ExitCode.Store);
    }

    [Fact]
    public async Task A_candidate_is_promoted_and_recorded_decisions_are_judged_again()
    {
        var pairs = Pairs();
        (await RunAsync("rollout", "start", Candidate, "--share", "0")).ExitCode.ShouldBe(ExitCode.Done);
        await using (
            var client = Open(static options =>
            {
                options.Decisions.Record = true;
                options.Decisions.KeepCrops = true;
            })
        )
        {
            foreach (var (first, second, _) in pairs.Take(DefaultPairs))
            {
                await client.VerifyAsync(first, second, cancellationToken: Token);
            }

            await client.Rollouts.RefreshAsync(Token);
        }

        var replay = await RunAsync("replay", "--model", "face-embedder-dlib", "--json");
        var table = await RunAsync("replay", "--model", Candidate);
        TestContext.Current.TestOutputHelper?.WriteLine(table.Output);
        (await RunAsync("rollout", "promote", "--reason", "good")).Output.ShouldContain("is promoted");

        // The version that decided decides alike on what was kept of the pictures, but for those near a threshold.
        replay.Json.GetProperty("decisions").GetInt32().ShouldBe(Math.Min(pairs.Count, DefaultPairs));
        replay.Json.GetProperty("same").GetInt32().ShouldBeGreaterThanOrEqualTo(DefaultPairs / 2);
        replay.Json.GetProperty("flips").GetProperty("count").GetInt32().ShouldBeLessThanOrEqualTo(1);
        table.Output.ShouldContain(" decisions the same");
        var report = await RunAsync("rollout", "report", "--json");
        report.Json.GetProperty("rollout").GetProperty("state").GetString().ShouldBe("Promoted");
        (await RunAsync("replay", "--model", "nobody")).ExitCode.ShouldBe(ExitCode.Model);
    }

    [Fact]
    public async Task A_store_without_a_rollout_says_so()
    {
        (await RunAsync("db", "migrate")).ExitCode.ShouldBe(ExitCode.Done);

        var run = await RunAsync("rollout", "report");

        run.ExitCode.ShouldBe(ExitCode.Store);
        run.Errors.ShouldContain("has never had a rollout");
    }

    /// <summary>Waits until the background has nothing left to compare.</summary>
    private static async Task ComparedAsync(VisionClient client)
    {
        for (var i = 0; i < 600; i++)
        {
            var report = await client.Rollouts.GetReportAsync(VisionSlots.FaceEmbedder, Token);
            if (
                report.Operations is [var verify, ..]
                && verify.Compared + verify.Errors.Count + verify.Dropped.Sum(static item => item.Count)
                    >= verify.Chosen
            )
            {
                return;
            }

            await Task.Delay(50, Token);
        }
    }

    /// <summary>Pairs of pictures, half of them of one person, spread over the protocol.</summary>
    private static List<(ImageSource First, ImageSource Second, bool IsSame)> Pairs()
    {
        var file = TestData.Find("lfw-devtest", "pairs.csv");
        Assert.SkipWhen(file is null, TestData.Missing);
        var folder = Path.GetDirectoryName(file)!;
        var wanted = int.Parse(
            Environment.GetEnvironmentVariable(PairsVariable) ?? DefaultPairs.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        var rows = File.ReadLines(file).Skip(1).Select(static line => line.Split(',')).ToList();
        var step = Math.Max(rows.Count / wanted, 1);
        return
        [
            .. rows.Where((_, index) => index % step == 0)
                .Take(wanted)
                .Select(row => (At(row[2]), At(row[3]), row[1] == "1")),
        ];

        ImageSource At(string path) => ImageSource.FromFile(Path.Combine(folder, path));
    }

    private VisionClient Open(Action<VisionSdkOptions>? configure = null)
    {
        var options = new VisionSdkOptions();
        options.Store.Provider = new SqliteStoreProvider(_folder.At("vision.db"));
        options.Store.KeyDirectory = _folder.At("keys");
        options.Store.KeyFile = _folder.At("keys/vision.key");
        options.Rollouts.QueueLimit = 10_000;
        options.Rollouts.Patience = TimeSpan.FromMinutes(10);
        configure?.Invoke(options);
        return VisionClient.Create(options);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--store", _folder.At("vision.db"), "--key-folder", _folder.At("keys")]);
}
