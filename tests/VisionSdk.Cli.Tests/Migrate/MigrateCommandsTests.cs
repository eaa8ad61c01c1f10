using VisionSdk.Models;

namespace VisionSdk.Cli.Tests;

/// <summary>A gallery that is moved to another embedder on the command line, and back.</summary>
public sealed class MigrateCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_gallery_is_moved_cut_over_with_a_reason_and_rolled_back()
    {
        var portrait = Portrait(1);
        (await RunAsync("enroll", portrait, "--key", "gul", "--keep-crops")).ExitCode.ShouldBe(ExitCode.Done);

        var started = await MigrateAsync("start", DefaultModels.FaceEmbedderFaceRes, "--json");
        started.ExitCode.ShouldBe(ExitCode.Negative, "one person cannot pass the gate: " + started.Errors);
        (await MigrateAsync("status")).Output.ShouldContain(DefaultModels.FaceEmbedderFaceRes);
        var refused = await MigrateAsync("cutover");
        refused.ExitCode.ShouldBe(ExitCode.Store);
        refused.Errors.ShouldContain("cannot be judged");
        (await EmbedderAsync(portrait)).ShouldBe(DefaultModels.FaceEmbedderDlib);

        var switched = await MigrateAsync("cutover", "--override", "a test");
        switched.ExitCode.ShouldBe(ExitCode.Done, switched.Errors);
        (await EmbedderAsync(portrait)).ShouldBe(DefaultModels.FaceEmbedderFaceRes);
        (await MigrateAsync("reenrol")).ExitCode.ShouldBe(ExitCode.Done);

        (await MigrateAsync("rollback")).ExitCode.ShouldBe(ExitCode.Done);
        (await EmbedderAsync(portrait)).ShouldBe(DefaultModels.FaceEmbedderDlib);
    }

    [Fact]
    public async Task What_cannot_be_moved_is_refused_with_the_reason()
    {
        (await RunAsync("enroll", Portrait(1), "--key", "gul")).ExitCode.ShouldBe(ExitCode.Done);

        (await MigrateAsync("cutover")).ExitCode.ShouldBe(ExitCode.Store);
        var detector = await MigrateAsync("start", DefaultModels.FaceDetectorSsd);
        detector.ExitCode.ShouldNotBe(ExitCode.Done);
        var bare = await MigrateAsync("start", DefaultModels.FaceEmbedderFaceRes);
        bare.ExitCode.ShouldBe(ExitCode.Negative, bare.Errors);
        var list = await MigrateAsync("reenrol");
        list.ExitCode.ShouldBe(ExitCode.Negative);
        list.Output.ShouldContain("No picture was kept");
    }

    private static string Portrait(int number)
    {
        var folder = TestData.Find("lfw-devtest", "images");
        Assert.SkipWhen(folder is null, TestData.Missing);
        return Path.Combine(folder, "Abdullah_Gul", $"Abdullah_Gul_{number:D4}.jpg");
    }

    /// <summary>The embedder that answers, and knows who is enrolled.</summary>
    private async Task<string?> EmbedderAsync(string portrait)
    {
        var run = await RunAsync("identify", portrait, "--json");
        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        return run.Json[0]
            .GetProperty("models")
            .EnumerateArray()
            .Select(static model => model.GetProperty("id").GetString())
            .Last();
    }

    private Task<CommandRun> MigrateAsync(params string[] arguments) =>
        RunAsync(["migrate", .. arguments, "--cache", _folder.At("cache")]);

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--store", _folder.At("vision.db"), "--key-folder", _folder.At("keys")]);
}
