using System.Text.Json;
using System.Text.Json.Nodes;

namespace VisionSdk;

/// <summary>Reads and writes <c>model.json</c>.</summary>
public static class ModelManifestSerializer
{
    /// <summary>File name of a manifest inside its package folder.</summary>
    public const string FileName = "model.json";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a manifest and checks it.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="path">Where it came from, for messages.</param>
    /// <returns>The manifest; optional fields that the JSON leaves out have their defaults.</returns>
    /// <exception cref="ModelLoadException">
    /// The JSON does not parse, has unknown, missing or repeated fields or another schema version, or its values are wrong
    /// (<see cref="ModelManifestValidator"/>).
    /// </exception>
    public static ModelManifest Deserialize(ReadOnlySpan<byte> json, string? path = null)
    {
        ModelManifest manifest;
        try
        {
            var root =
                JsonNode.Parse(json, documentOptions: Strict) as JsonObject
                ?? throw new JsonException("The text is not a JSON object.");
            RequireSchema(root, path);
            ManifestDefaults.Fill(root, ManifestJsonContext.Default.ModelManifest);
            manifest = root.Deserialize(ManifestJsonContext.Default.ModelManifest)!;
        }
        // NotSupportedException is what the serializer throws for a decoder that is not named.
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new ModelLoadException(
                $"The manifest '{path}' is not a model manifest of schema {ModelManifest.CurrentSchemaVersion}: {exception.Message} Correct the field.",
                modelId: null,
                path,
                exception
            );
        }

        ModelManifestValidator.Validate(manifest, path);
        return manifest;
    }

    /// <summary>Writes a manifest, indented, fields in a fixed order.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <returns>UTF-8 JSON without a byte-order mark.</returns>
    public static byte[] Serialize(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJsonContext.Default.ModelManifest);
    }

    // Before anything else is looked at: a newer schema has fields that this one would call unknown.
    private static void RequireSchema(JsonObject root, string? path)
    {
        if (
            root["schemaVersion"] is JsonValue value
            && value.TryGetValue(out int version)
            && version != ModelManifest.CurrentSchemaVersion
        )
        {
            throw new ModelLoadException(
                $"The manifest '{path}' has schema version {version}; this version of VisionSdk reads {ModelManifest.CurrentSchemaVersion}. Update VisionSdk or the model package.",
                modelId: null,
                path
            );
        }
    }
}
