using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VisionSdk.Tests;

/// <summary>Every snippet of <c>models/README.md</c> is a part of a manifest that reads and is valid.</summary>
public sealed partial class BringYourModelTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(FindRoot(), "models", "README.md"));

    public static TheoryData<string> Families => [.. Sections().Select(static section => section.Family)];

    [Theory]
    [MemberData(nameof(Families))]
    public void The_snippet_is_a_valid_manifest(string family)
    {
        var snippet = JsonNode.Parse(Sections().Single(section => section.Family == family).Json)!.AsObject();
        var classes = snippet["output"]!["classCount"]?.GetValue<int>() ?? 1;
        var isDetector = snippet["task"]!.GetValue<string>() == "detection";
        snippet["id"] = "theirs";
        snippet["version"] = "1.0.0";
        snippet["description"] = family;
        snippet["artifact"] = JsonNode.Parse(
            $$"""{ "file": "model.onnx", "sha256": "{{new string('a', 64)}}", "size": 1, "opset": 17 }"""
        );
        snippet["provenance"] = JsonNode.Parse(
            """{ "source": "a", "sourceVersion": "1", "file": "b", "license": "MIT", "notice": "c" }"""
        );
        snippet["labels"] = new JsonArray([
            .. Enumerable.Range(0, isDetector ? classes : 0).Select(static id => JsonValue.Create($"class {id}")),
        ]);

        var manifest = ModelManifestSerializer.Deserialize(Encoding.UTF8.GetBytes(snippet.ToJsonString()), family);

        if (manifest.Output is DetectorSettings settings)
        {
            _ = DetectionDecoders.Create(settings);
        }
    }

    [Fact]
    public void Every_family_that_is_guessed_is_described()
    {
        string[] families = [.. Sections().Select(static section => section.Family)];

        foreach (
            var family in new[]
            {
                "YOLOv2",
                "YOLOv3",
                "YOLOv5",
                "YOLOv8",
                "YOLOX",
                "SSD",
                "UltraFace",
                "CenterNet",
                "SCRFD",
                "YuNet",
                "BlazeFace",
            }
        )
        {
            families.ShouldContain(family);
        }

        // A snippet outside a section would be one that nobody reads.
        families.Length.ShouldBe(JsonBlock().Count(Text));
    }

    private static IEnumerable<(string Family, string Json)> Sections() =>
        Section().Matches(Text).Select(static match => (match.Groups["family"].Value, match.Groups["json"].Value));

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
        @"^### (?<family>[^\n]+)\n(?:(?!^###|^```).*\n)*^```json\n(?<json>(?:(?!^```).*\n)*)^```",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Section();

    [GeneratedRegex("^```json", RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex JsonBlock();
}
