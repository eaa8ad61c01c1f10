using System.Text.Json;
using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>Reads and writes <c>model.json</c>.</summary>
public static class ModelManifestSerializer
{
    /// <summary>File name of a manifest inside its package folder.</summary>
    public const string FileName = "model.json";

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="path">Where it came from, for messages.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ModelLoadException">The JSON does not parse, has unknown or missing fields, or another schema version.</exception>
    public static ModelManifest Deserialize(ReadOnlySpan<byte> json, string? path = null)
    {
        ModelManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(json, ManifestJsonContext.Default.ModelManifest);
        }
        catch (JsonException exception)
        {
            throw new ModelLoadException(
                $"The manifest '{path}' is not a model manifest of schema {ModelManifest.CurrentSchemaVersion}: {exception.Message} Correct the field.",
                modelId: null,
                path,
                exception
            );
        }

        if (manifest is null)
        {
            throw new ModelLoadException($"The manifest '{path}' is empty.", modelId: null, path);
        }

        return manifest.SchemaVersion == ModelManifest.CurrentSchemaVersion
            ? manifest
            : throw new ModelLoadException(
                $"The manifest '{path}' has schema version {manifest.SchemaVersion}; this version of VisionSdk reads {ModelManifest.CurrentSchemaVersion}. Update VisionSdk or the model package.",
                manifest.Id,
                path
            );
    }

    /// <summary>Writes a manifest, indented, fields in a fixed order.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <returns>UTF-8 JSON without a byte-order mark.</returns>
    public static byte[] Serialize(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJsonContext.Default.ModelManifest);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    WriteIndented = true,
    NewLine = "\n"
)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
