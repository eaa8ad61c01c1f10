using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace VisionSdk.Models.Tests;

/// <summary>The recorded answers of the original networks, and the converted ones to compare with them.</summary>
internal static class Reference
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reference");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IEnumerable<string> Ids { get; } =
        Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file));

    public static GoldenRun Recorded(string id) =>
        JsonSerializer.Deserialize<GoldenRun>(File.ReadAllBytes(Path.Combine(Folder, $"{id}.json")), Json)!;

    public static ModelManifest Manifest(string id) =>
        ModelManifestSerializer.Deserialize(File.ReadAllBytes(PathOf(id, ModelManifestSerializer.FileName)), id);

    /// <summary>A file of the one version of a package that there is.</summary>
    public static string PathOf(string id, string file) =>
        Path.Combine(Directory.GetDirectories(Path.Combine(DefaultModels.Folder, id)).Single(), file);

    /// <summary>Runs the converted graph on a generated input with plain ONNX Runtime, nothing of the engine in between.</summary>
    public static IReadOnlyDictionary<string, float[]> Run(ModelManifest manifest, GoldenRun run)
    {
        var input = manifest.Input;
        var values = new float[input.Channels * input.Height * input.Width];
        GoldenPattern.Fill(run.Seed, run.Minimum, run.Maximum, values);
        long[] shape = [1, input.Channels, input.Height, input.Width];
        using var session = new InferenceSession(PathOf(manifest.Id, manifest.Artifact.File));
        using var tensor = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var options = new RunOptions();
        var names = session.OutputNames;
        using var results = session.Run(options, [input.Name], [tensor], names);
        return names
            .Select((name, i) => (name, Values: results[i].GetTensorDataAsSpan<float>().ToArray()))
            .ToDictionary(output => output.name, output => output.Values, StringComparer.Ordinal);
    }
}
