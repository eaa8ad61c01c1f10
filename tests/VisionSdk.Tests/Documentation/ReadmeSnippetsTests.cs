using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace VisionSdk.Tests;

/// <summary>What the readme shows is code that compiles and runs, word for word.</summary>
public sealed partial class ReadmeSnippetsTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_snippet_is_a_region_of_the_code()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var snippets = Snippet().Matches(readme);

        foreach (Match snippet in snippets)
        {
            var expected = Region(snippet.Groups["file"].Value, snippet.Groups["region"].Value);
            snippet.Groups["code"].Value.ShouldBe(expected, snippet.Groups["region"].Value);
        }

        // A block of C# without a source would be one that nobody compiles.
        snippets.Count.ShouldBe(CSharpBlock().Count(readme));
        snippets.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Services_are_registered_as_the_readme_says()
    {
        var services = new ServiceCollection();

        #region injection
        services
            .AddVisionSdk(options =>
            {
                options.MaxConcurrency = 4;
                options.FalseMatchRate = 0.0001;
            })
            .AddModel(VisionSlots.FaceDetector, "face-detector-ssd@1.0.0");
        #endregion

        await using var provider = services.BuildServiceProvider();
        var models = await provider
            .GetRequiredService<IVisionClient>()
            .WarmUpAsync([VisionSlots.FaceDetector], TestContext.Current.CancellationToken);
        models[0].ModelId.ShouldBe("face-detector-ssd");
    }

    /// <summary>The lines of a region, without the indentation that they share.</summary>
    private static string Region(string file, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, file));
        var start = Array.FindIndex(lines, line => line.Trim() == $"#region {name}");
        start.ShouldBeGreaterThanOrEqualTo(0, $"{file} has no region {name}");
        var region = lines.Skip(start + 1).TakeWhile(static line => line.Trim() != "#endregion").ToArray();
        var indentation = region
            .Where(static line => line.Length > 0)
            .Min(static line => line.Length - line.TrimStart().Length);
        return string.Concat(region.Select(line => (line.Length > 0 ? line[indentation..] : line) + "\n"));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "VisionSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }

    [GeneratedRegex(
        @"<!-- snippet: (?<file>[^#\s]+)#(?<region>\S+) -->\n```csharp\n(?<code>.*?)```",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Snippet();

    [GeneratedRegex("```csharp", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CSharpBlock();
}
