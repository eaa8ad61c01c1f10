namespace VisionSdk.Models.Tests;

/// <summary>What a developer is told when the weights cannot be restored. Nothing of the real build is touched: the restored folder is another one.</summary>
public sealed class RestoreWeightsTests : IDisposable
{
    private const string Project = "models/VisionSdk.Models/VisionSdk.Models.csproj";

    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    // MSBuild looks for the shell on the search path; nothing else is there.
    private readonly string _searchPath;

    public RestoreWeightsTests()
    {
        _searchPath = OperatingSystem.IsWindows() ? Environment.SystemDirectory : _folder;
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(_folder, "sh"), "/bin/sh");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_npm_the_build_says_what_to_install()
    {
        var run = await MSBuildRun.Of(Project, _searchPath, "-t:RestoreWeights", $"-p:WeightsFolder={_folder}/weights");

        run.ExitCode.ShouldNotBe(0);
        run.Output.ShouldContain("error VSDK0001");
        run.Output.ShouldContain("install Node.js 20 or later");
        run.Output.ShouldNotContain("VSDK0002");
    }

    [Fact]
    public async Task An_npm_that_cannot_restore_is_another_error()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-in for npm is a shell script.");
            return;
        }

        var npm = Path.Combine(_folder, "npm");
        await File.WriteAllTextAsync(npm, "#!/bin/sh\n[ \"$1\" = --version ]\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var run = await MSBuildRun.Of(Project, _searchPath, "-t:RestoreWeights", $"-p:WeightsFolder={_folder}/weights");

        run.ExitCode.ShouldNotBe(0);
        run.Output.ShouldContain("error VSDK0002");
        run.Output.ShouldContain("npm ping");
        run.Output.ShouldNotContain("VSDK0001");
    }

    [Fact]
    public async Task Weights_that_are_restored_already_need_no_npm()
    {
        var run = await MSBuildRun.Of(Project, _searchPath, "-t:RestoreWeights");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldNotContain("npm");
    }
}
