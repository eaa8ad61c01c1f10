namespace VisionSdk.Cli.Tests;

public sealed class AnchorsStoreCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_fitted_set_is_kept_once_under_a_version_listed_and_shown()
    {
        Write(("0.5 0.5 0.2 0.2", 1), ("0.5 0.5 0.6 0.3", 2));

        var first = await FitAsync();
        var again = await FitAsync();
        Write(("0.5 0.5 0.4 0.8", 3));
        var changed = await FitAsync();

        first.ExitCode.ShouldBe(ExitCode.Done, first.Errors);
        Version(first).ShouldBe(1);
        Version(again).ShouldBe(1);
        Version(changed).ShouldBe(2);
        (await RunAsync("anchors", "list", "--json")).Json.GetArrayLength().ShouldBe(2);
        (await RunAsync("anchors", "list")).Output.ShouldContain("cells");
        var latest = await RunAsync("anchors", "show", "cells", "--json");
        latest.Json.GetProperty("digest").GetString().ShouldBe(changed.Json.GetProperty("digest").GetString());
        var old = await RunAsync("anchors", "show", "cells@1", "--out", _folder.At("set.json"), "--json");
        old.Json.GetProperty("digest").GetString().ShouldBe(first.Json.GetProperty("digest").GetString());
        File.Exists(_folder.At("set.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_set_that_is_not_there_is_a_store_problem()
    {
        (await RunAsync("db", "migrate")).ExitCode.ShouldBe(ExitCode.Done);

        var run = await RunAsync("anchors", "show", "cells@3");

        run.ExitCode.ShouldBe(ExitCode.Store);
        run.Errors.ShouldContain("no anchor set 'cells@3'");
    }

    private static int Version(CommandRun run) => run.Json.GetProperty("version").GetInt32();

    private Task<CommandRun> FitAsync() =>
        RunAsync(
            "anchors",
            "fit",
            "--labels",
            _folder.At("labels"),
            "--resize",
            "stretch",
            "-k",
            "2",
            "--name",
            "cells",
            "--json"
        );

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--store", _folder.At("vision.db"), "--key-folder", _folder.At("keys")]);

    private void Write(params (string Box, int Picture)[] boxes)
    {
        foreach (var (box, picture) in boxes)
        {
            _folder.Write($"labels/{picture}.txt", $"0 {box}\n");
        }
    }
}
