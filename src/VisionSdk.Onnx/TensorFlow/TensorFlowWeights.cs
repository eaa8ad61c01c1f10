using System.Text.Json;

namespace VisionSdk.Onnx;

/// <summary>The weights of a TensorFlow.js model, read from its manifest and binary files. Immutable.</summary>
public sealed class TensorFlowWeights
{
    private readonly Dictionary<string, TensorFlowWeight> _weights;

    private TensorFlowWeights(string path, Dictionary<string, TensorFlowWeight> weights)
    {
        Path = path;
        _weights = weights;
    }

    /// <summary>The manifest file.</summary>
    public string Path { get; }

    /// <summary>Names of the weights.</summary>
    public IReadOnlyCollection<string> Names => _weights.Keys;

    /// <summary>A weight by name.</summary>
    /// <param name="name">Name in the manifest.</param>
    /// <exception cref="OnnxImportException">There is none of that name.</exception>
    public TensorFlowWeight this[string name] =>
        Find(name) ?? throw new OnnxImportException($"'{Path}' lists no weight '{name}'.", Path);

    /// <summary>A weight by name.</summary>
    /// <param name="name">Name in the manifest.</param>
    /// <returns>The weight, or <see langword="null"/> when there is none of that name.</returns>
    public TensorFlowWeight? Find(string name) => _weights.GetValueOrDefault(name);

    /// <summary>Reads a manifest and the binary files that it names, which lie beside it.</summary>
    /// <param name="path">A weights manifest (a JSON array of groups), or a TensorFlow.js <c>model.json</c> with a <c>weightsManifest</c>.</param>
    /// <exception cref="OnnxImportException">A file is missing, not a manifest or of the wrong length, or a weight has an unknown element type.</exception>
    public static TensorFlowWeights Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var weights = new Dictionary<string, TensorFlowWeight>(StringComparer.Ordinal);
        foreach (var group in ReadManifest(path))
        {
            var blob = WeightsBlob.Read(path, group.Paths);
            foreach (var entry in group.Weights)
            {
                if (!weights.TryAdd(entry.Name, blob.Take(entry)))
                {
                    throw new OnnxImportException($"'{path}' lists the weight '{entry.Name}' twice.", path);
                }
            }

            blob.RequireEnd();
        }

        return new TensorFlowWeights(path, weights);
    }

    private static WeightsManifestGroup[] ReadManifest(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var document = JsonDocument.Parse(file);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("weightsManifest", out var inside))
            {
                root = inside;
            }

            var groups =
                root.ValueKind == JsonValueKind.Array
                    ? root.Deserialize(WeightsManifestContext.Default.WeightsManifestGroupArray)
                    : null;
            var complete =
                groups?.All(g => g is not null && !g.Paths.Contains(null) && !g.Weights.Contains(null)) ?? false;
            return complete
                ? groups!
                : throw new OnnxImportException($"'{path}' holds no TensorFlow.js weights manifest.", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new OnnxImportException($"The weights manifest '{path}' could not be read: {e.Message}", path, e);
        }
    }
}
