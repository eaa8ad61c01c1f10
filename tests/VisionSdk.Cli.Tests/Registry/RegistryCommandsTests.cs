using VisionSdk.Models;

namespace VisionSdk.Cli.Tests;

/// <summary>The life of a model version on the command line: register, verify, activate, roll back, retire, export.</summary>
public sealed class RegistryCommandsTests : IDisposable
{
    private const string Slot = "faces/detector";
    private const string Model = DefaultModels.FaceExpression;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_version_is_activated_and_rolled_back_and_the_history_tells()
    {
        var before = DateTimeOffset.UnixEpoch.AddYears(60);

        var activated = await RunAsync(
            "activate",
            Slot,
            DefaultModels.FaceDetectorSsd,
            "--max-slowdown",
            "10000",
            "--actor",
            "ops",
            "--reason",
            "better",
            "--json"
        );
        activated.ExitCode.ShouldBe(ExitCode.Done, activated.Errors);
        activated.Json.GetProperty("kind").GetString().ShouldBe("Activated");
        var rolledBack = await RunAsync("rollback", Slot);
        rolledBack.ExitCode.ShouldBe(ExitCode.Done, rolledBack.Errors);
        rolledBack.Output.ShouldContain("rolled back");

        var history = await RunAsync("history", Slot, "--json");
        history
            .Json.EnumerateArray()
            .Select(static item => $"{item.GetProperty("kind")} {item.GetProperty("id")} {item.GetProperty("actor")}")
            .Skip(1)
            .ShouldBe([
                $"Activated {DefaultModels.FaceDetectorSsd} ops",
                $"Initial {DefaultModels.FaceDetectorBlazeFace} ops",
            ]);
        var live = await RunAsync("history", "--at", before.ToString("O"), "--json");
        live.Json.GetArrayLength().ShouldBe(1);
        (await RunAsync("history", "--at", "2001-01-01", "--json")).Json.GetArrayLength().ShouldBe(0);
        (await RunAsync("history", "--at", "yesterday")).ExitCode.ShouldBe(ExitCode.Usage);
        (await RunAsync("rollback", Slot)).ExitCode.ShouldBe(ExitCode.Model);
    }

    [Fact]
    public async Task A_version_is_verified_retired_exported_and_registered_again_elsewhere()
    {
        var verified = await RunAsync("verify", Model, "--json");
        verified.ExitCode.ShouldBe(ExitCode.Done, verified.Errors);
        verified.Json.GetProperty("state").GetString().ShouldBe("Verified");
        var archive = _folder.At("expression.zip");
        (await RunAsync("export", Model, archive)).ExitCode.ShouldBe(ExitCode.Done);
        (await RunAsync("export", Model, archive)).ExitCode.ShouldBe(ExitCode.File);

        var retired = await RunAsync("retire", $"{Model}@1.0.0", "--json");
        retired.Json.GetProperty("state").GetString().ShouldBe("Retired");
        (await RunAsync("retire", Model)).ExitCode.ShouldBe(ExitCode.Usage);
        var versions = await RunAsync("versions");
        versions.Output.ShouldContain("retired");

        var elsewhere = await CommandRun.Of(
            "models",
            "add",
            archive,
            "--store",
            _folder.At("other.db"),
            "--key-folder",
            _folder.At("other-keys"),
            "--cache",
            _folder.At("other-cache"),
            "--json"
        );
        elsewhere.ExitCode.ShouldBe(ExitCode.Done, elsewhere.Errors);
        elsewhere.Json.GetProperty("id").GetString().ShouldBe(Model);
    }

    [Fact]
    public async Task What_cannot_play_a_role_is_refused_with_the_reason()
    {
        var run = await RunAsync("activate", Slot, Model);

        run.ExitCode.ShouldBe(ExitCode.Model);
        run.Errors.ShouldContain("is for Classification");
        var unknown = await RunAsync("activate", Slot, "nothing@1.0.0");
        unknown.ExitCode.ShouldBe(ExitCode.Model);
        unknown.Errors.ShouldContain("vision models add");
        (await RunAsync("history", Slot, "--json")).Json.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Only_signed_packages_are_taken_where_a_key_is_trusted()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        var pem = _folder.Write("key.pem", key.ExportSubjectPublicKeyInfoPem());
        (await RunAsync("verify", Model)).ExitCode.ShouldBe(ExitCode.Done);
        var archive = _folder.At("expression.zip");
        await RunAsync("export", Model, archive);

        var run = await RunAsync("add", archive, "--trust", pem);

        run.ExitCode.ShouldBe(ExitCode.Model);
        run.Errors.ShouldContain("not signed");
    }

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.Of([
            "models",
            .. arguments,
            "--store",
            _folder.At("vision.db"),
            "--key-folder",
            _folder.At("keys"),
            "--cache",
            _folder.At("cache"),
        ]);
}
