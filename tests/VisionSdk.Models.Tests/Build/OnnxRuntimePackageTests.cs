using System.Text.Json;
using System.Xml.Linq;

namespace VisionSdk.Models.Tests;

/// <summary>One property chooses the ONNX Runtime package: the CPU and the GPU package bring the same native library and must never meet.</summary>
public sealed class OnnxRuntimePackageTests
{
    private const string Cpu = "Microsoft.ML.OnnxRuntime";
    private const string Gpu = "Microsoft.ML.OnnxRuntime.Gpu";

    [Theory]
    [InlineData("false", Cpu, Gpu)]
    [InlineData("true", Gpu, Cpu)]
    public async Task The_property_decides_between_the_packages(string gpu, string present, string absent)
    {
        var references = await References("src/VisionSdk.ML/VisionSdk.ML.csproj", $"-p:VisionSdkGpu={gpu}");

        references.ShouldContain(present);
        references.ShouldNotContain(absent);
    }

    [Fact]
    public async Task The_CPU_package_is_the_default() =>
        (await References("src/VisionSdk.ML/VisionSdk.ML.csproj")).ShouldContain(Cpu);

    [Fact]
    public void No_project_names_a_package_past_the_property()
    {
        var projects = Directory
            .EnumerateFiles(MSBuildRun.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(static file => !file.Contains("node_modules", StringComparison.Ordinal))
            .ToArray();
        projects.Length.ShouldBeGreaterThan(10);
        var builds = Directory.EnumerateFiles(MSBuildRun.Root, "Directory.Build.*", SearchOption.AllDirectories);

        var offenders = projects
            .Concat(builds)
            .Where(static file =>
                XDocument
                    .Load(file)
                    .Descendants("PackageReference")
                    .Select(static reference => (string?)reference.Attribute("Include"))
                    .Any(static name => name is Cpu or Gpu)
            );

        offenders.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_package_brings_the_CPU_package_along()
    {
        // Whatever is restored for the project that everything with a runtime builds on.
        var assets = Path.Combine(MSBuildRun.Root, "artifacts", "obj", "VisionSdk.ML", "project.assets.json");
        await using var stream = File.OpenRead(assets);
        using var document = await JsonDocument.ParseAsync(
            stream,
            cancellationToken: TestContext.Current.CancellationToken
        );
        var packages = document.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject();

        var bringers = packages
            .Where(static package =>
                package.Value.TryGetProperty("dependencies", out var dependencies)
                && dependencies.TryGetProperty(Cpu, out _)
            )
            .Select(static package => package.Name);

        bringers.ShouldBeEmpty();
        packages.ShouldContain(static package => package.Name.StartsWith(Cpu + ".Managed/", StringComparison.Ordinal));
    }

    private static async Task<string[]> References(string project, params IEnumerable<string> arguments)
    {
        var run = await MSBuildRun.Of(project, path: null, arguments.Prepend("-getItem:PackageReference"));
        run.ExitCode.ShouldBe(0, run.Output);
        using var document = JsonDocument.Parse(run.Output);
        return
        [
            .. document
                .RootElement.GetProperty("Items")
                .GetProperty("PackageReference")
                .EnumerateArray()
                .Select(static item => item.GetProperty("Identity").GetString()!),
        ];
    }
}
