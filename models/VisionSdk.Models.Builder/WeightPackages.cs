using System.Text.Json.Nodes;

namespace VisionSdk.Models.Builder;

/// <summary>The restored npm packages that the weights come from.</summary>
internal sealed class WeightPackages
{
    private readonly string _folder;
    private readonly JsonNode? _locked;

    /// <param name="folder">The <c>node_modules</c> folder.</param>
    /// <param name="lockFile">The lock file, which knows each package's integrity string.</param>
    public WeightPackages(string folder, string lockFile)
    {
        _folder = folder;
        _locked = JsonNode.Parse(File.ReadAllBytes(lockFile))?["packages"];
    }

    /// <summary>A file of a package.</summary>
    /// <param name="source">The source as manifests write it, <c>npm:NAME</c>.</param>
    /// <param name="file">Path inside the package.</param>
    /// <returns>The full path.</returns>
    public string Find(string source, string file)
    {
        var path = Path.Combine(_folder, Name(source), file);
        return File.Exists(path)
            ? path
            : throw new ModelLoadException(
                $"The weight file '{file}' of package '{Name(source)}' is missing from '{_folder}'. Delete that folder and build again.",
                modelId: null,
                path
            );
    }

    /// <summary>What the lock file says of a package: its version and integrity string.</summary>
    /// <param name="source">The source as manifests write it, <c>npm:NAME</c>.</param>
    public (string Version, string? Integrity) Locked(string source)
    {
        var entry =
            _locked?[$"node_modules/{Name(source)}"]
            ?? throw new ModelLoadException(
                $"The lock file does not pin the weight package '{Name(source)}'. Add it to package.json."
            );
        return (
            entry["version"]?.GetValue<string>()
                ?? throw new ModelLoadException($"The lock file names no version of '{Name(source)}'."),
            entry["integrity"]?.GetValue<string>()
        );
    }

    private static string Name(string source) =>
        source.StartsWith("npm:", StringComparison.Ordinal)
            ? source[4..]
            : throw new ModelLoadException($"The source '{source}' is not an npm package (npm:NAME).");
}
