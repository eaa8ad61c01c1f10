using System.Collections;
using System.Diagnostics;

namespace VisionSdk.Models.Tests;

/// <summary>Runs MSBuild on a project of this repository without building anything.</summary>
/// <param name="ExitCode">0 when it succeeded.</param>
/// <param name="Output">Everything that it wrote.</param>
internal sealed record MSBuildRun(int ExitCode, string Output)
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Runs MSBuild.</summary>
    /// <param name="project">Path of the project from the root.</param>
    /// <param name="path">The search path for programs; <see langword="null"/> for this process's.</param>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<MSBuildRun> Of(string project, string? path, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(DotNet)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        // No worker processes and no settings of the build that may be running this test.
        string[] fixedArguments =
        [
            "msbuild",
            Path.Combine(Root, project),
            "-nologo",
            "-nodeReuse:false",
            "-m:1",
            "-tl:off",
        ];
        foreach (var argument in fixedArguments.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (((string)variable.Key).StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            {
                start.Environment.Remove((string)variable.Key);
            }
        }

        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var errors = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new MSBuildRun(process.ExitCode, await output + await errors);
    }

    private static string DotNet { get; } = FindDotNet();

    private static string FindDotNet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");
        return !string.IsNullOrEmpty(host)
            ? host
            : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
                .Split(Path.PathSeparator)
                .Select(folder => Path.Combine(folder, name))
                .First(File.Exists);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "VisionSdk.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests lie outside the repository.");
        }

        return folder.FullName;
    }
}
