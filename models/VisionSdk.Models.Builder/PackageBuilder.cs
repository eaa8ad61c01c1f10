using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VisionSdk.Models.Builder;

/// <summary>Turns each definition folder (<c>model.json</c>, <c>golden.json</c>, <c>thresholds.json</c>) into a model package.</summary>
internal sealed class PackageBuilder(string definitions, WeightPackages weights, string output)
{
    private const string GraphFile = "model.onnx";

    /// <summary>Builds every package, in the order of their ids.</summary>
    /// <returns>The manifests written.</returns>
    public IEnumerable<ModelManifest> BuildAll() =>
        Directory.GetDirectories(definitions).Order(StringComparer.Ordinal).Select(Build);

    private ModelManifest Build(string folder)
    {
        var id = Path.GetFileName(folder);
        var definition = ReadObject(Path.Combine(folder, ModelManifestSerializer.FileName));
        var provenance = definition["provenance"]!.AsObject();
        var source = provenance["source"]!.GetValue<string>();
        var file = provenance["file"]!.GetValue<string>();
        var (version, integrity) = weights.Locked(source);
        if (version != provenance["sourceVersion"]!.GetValue<string>())
        {
            throw new ModelLoadException(
                $"The definition of '{id}' was written for {source} {provenance["sourceVersion"]}, but the lock file pins {version}. "
                    + "Record the golden outputs of the new version and update the definition.",
                id,
                folder
            );
        }

        var graph = Conversions.Convert(id, weights.Find(source, file));
        var bytes = graph.ToBytes();
        provenance["integrity"] = integrity;
        definition["artifact"] = new JsonObject
        {
            ["file"] = GraphFile,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            ["size"] = bytes.Length,
            ["opset"] = graph.Opset,
        };
        definition["golden"] = ReadObject(Path.Combine(folder, "golden.json"));
        var thresholds = Path.Combine(folder, "thresholds.json");
        if (File.Exists(thresholds))
        {
            definition["thresholds"] = JsonNode.Parse(File.ReadAllBytes(thresholds));
        }

        var manifest = ModelManifestSerializer.Deserialize(Encoding.UTF8.GetBytes(definition.ToJsonString()), folder);
        var package = Directory.CreateDirectory(Path.Combine(output, id, manifest.Version)).FullName;
        WriteIfChanged(Path.Combine(package, GraphFile), bytes);
        WriteIfChanged(
            Path.Combine(package, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(manifest)
        );
        return manifest;
    }

    private static JsonObject ReadObject(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path))?.AsObject()
                ?? throw new ModelLoadException($"'{path}' is empty.", modelId: null, path);
        }
        catch (Exception exception) when (exception is JsonException or IOException or InvalidOperationException)
        {
            throw new ModelLoadException(
                $"'{path}' does not read as a JSON object: {exception.Message}",
                null,
                path,
                exception
            );
        }
    }

    // Unchanged files keep their time, so that nothing downstream copies them again.
    private static void WriteIfChanged(string path, byte[] content)
    {
        if (!File.Exists(path) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
        {
            File.WriteAllBytes(path, content);
        }
    }
}
