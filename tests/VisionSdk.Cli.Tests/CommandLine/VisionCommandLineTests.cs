namespace VisionSdk.Cli.Tests;

public sealed class VisionCommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("detect", "--help")]
    [InlineData("eval", "verify", "--help")]
    public async Task Help_is_done(params string[] arguments)
    {
        var run = await CommandRun.Of(arguments);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("Usage:");
        run.Output.ShouldContain("--json");
    }

    [Theory]
    [InlineData]
    [InlineData("nonsense")]
    [InlineData("detect")]
    [InlineData("verify", "one.jpg")]
    [InlineData("models")]
    [InlineData("detect", "a.jpg", "--min-confidence", "much")]
    [InlineData("detect", "a.jpg", "--provider", "abacus")]
    [InlineData("eval", "verify", "--images", ".")]
    [InlineData("eval", "detect", "--images", ".")]
    [InlineData("eval", "detect", "--images", ".", "--labels", ".", "--gt", "x.csv")]
    public async Task Wrong_usage_is_told_and_has_its_own_code(params string[] arguments)
    {
        var run = await CommandRun.Of(arguments);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Errors.ShouldContain("error:");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_file_is_a_bad_file()
    {
        var run = await CommandRun.Of("detect", "no-such.jpg");

        run.ExitCode.ShouldBe(ExitCode.File);
        run.Errors.ShouldContain("'no-such.jpg' does not exist");
    }

    [Fact]
    public async Task A_missing_model_folder_is_a_model_problem()
    {
        var run = await CommandRun.Of("models", "list", "--models", "/no/such/folder");

        run.ExitCode.ShouldBe(ExitCode.Model);
        run.Errors.ShouldContain("'/no/such/folder' does not exist");
        run.Errors.ShouldContain("--models");
    }

    [Fact]
    public async Task An_unknown_model_is_a_model_problem()
    {
        var run = await CommandRun.Of("detect", SamplePhotos.File(1), "--model", "object-detector-crystal-ball");

        run.ExitCode.ShouldBe(ExitCode.Model);
        run.Errors.ShouldContain("'object-detector-crystal-ball'");
    }

    [Fact]
    public async Task A_value_that_the_client_refuses_is_wrong_usage()
    {
        var run = await CommandRun.Of("detect", SamplePhotos.File(1), "--min-confidence", "1.5");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Errors.ShouldContain("1.5");
        run.Errors.ShouldNotContain("Parameter");
    }

    [Fact]
    public async Task A_cancelled_command_says_so()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        using var writer = new StringWriter();
        using var console = new Spectre.Console.Testing.TestConsole();
        var terminal = new Terminal(writer, console, console);

        var code = await VisionCommandLine.RunAsync(["detect", SamplePhotos.File(1)], terminal, source.Token);

        code.ShouldBe(ExitCode.Cancelled);
        console.Output.ShouldContain("Cancelled");
    }

    [Fact]
    public void A_defect_is_shown_whole_and_is_nobodys_wrong_usage()
    {
        var defect = new InvalidOperationException("boom");

        Failures.CodeOf(defect).ShouldBe(ExitCode.Defect);
        Failures.Describe(defect).ShouldContain(nameof(InvalidOperationException));
    }
}
