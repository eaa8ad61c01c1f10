using VisionSdk.ML;

namespace VisionSdk.Cli.Tests;

public sealed class ModelsInitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Init_writes_a_package_that_opens_and_says_what_is_open()
    {
        var run = await Init("--license", "MIT");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Output.ShouldContain("prior-box");
        run.Errors.ShouldContain("provenance.source");
        run.Errors.ShouldNotContain("provenance.license");
        var package = ModelPackage.Open(_folder.At("package"));
        package.Manifest.Id.ShouldBe("ultraface-version-rfb-320");
        package.Manifest.Provenance.License.ShouldBe("MIT");
    }

    [Fact]
    public async Task Init_as_json_lists_the_guesses_and_what_to_review()
    {
        var run = await Init("--id", "theirs", "--version", "2.1.0", "--json");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Errors);
        run.Json.GetProperty("family").GetString().ShouldBe("UltraFace");
        run.Json.GetProperty("fields")
            .EnumerateArray()
            .ShouldContain(static field =>
                field.GetProperty("field").GetString() == "input.layout"
                && field.GetProperty("confidence").GetString() == "Certain"
            );
        run.Json.GetProperty("toReview")
            .EnumerateArray()
            .Select(static field => field.GetString())
            .ShouldContain("provenance.license");
    }

    [Fact]
    public async Task Init_does_not_overwrite_without_force()
    {
        (await Init()).ExitCode.ShouldBe(ExitCode.Done);

        var second = await Init();

        second.ExitCode.ShouldBe(ExitCode.Model);
        second.Errors.ShouldContain("holds files already");
        (await Init("--force", "--colors", "bgr")).ExitCode.ShouldBe(ExitCode.Done);
        ModelPackage.Open(_folder.At("package")).Manifest.Input.ColorOrder.ShouldBe(ColorOrder.Bgr);
    }

    [Theory]
    [InlineData("--task", "weather")]
    [InlineData("--size", "320")]
    [InlineData("--mean", "1,two,3")]
    public async Task A_hint_that_is_none_is_wrong_usage(string option, string value)
    {
        var run = await Init(option, value);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Errors.ShouldContain(value);
        Directory.Exists(_folder.At("package")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_no_model_is_a_model_problem()
    {
        var file = _folder.Write("their.onnx", "not a model");

        var run = await CommandRun.Of("models", "init", "--onnx", file, "--out", _folder.At("package"));

        run.ExitCode.ShouldBe(ExitCode.Model);
        Directory.Exists(_folder.At("package")).ShouldBeFalse();
    }

    [Fact]
    public async Task Outputs_that_the_named_decoder_does_not_read_are_shown()
    {
        var run = await Init("--decoder", "yunet");

        run.ExitCode.ShouldBe(ExitCode.Model);
        run.Errors.ShouldContain("scores [4420, 2]");
    }

    private Task<CommandRun> Init(params string[] more)
    {
        var file = TestData.Find("third-party-models", "ultraface-version-RFB-320.onnx");
        Assert.SkipWhen(file is null, TestData.Missing);
        return CommandRun.Of(["models", "init", "--onnx", file, "--out", _folder.At("package"), .. more]);
    }
}
