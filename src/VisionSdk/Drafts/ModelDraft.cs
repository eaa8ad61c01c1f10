using System.Security.Cryptography;
using VisionSdk.ML;
using VisionSdk.Onnx;

namespace VisionSdk;

/// <summary>Makes a model package of somebody else's ONNX file: a manifest by guessing, to be checked and finished.</summary>
public static class ModelDraft
{
    /// <summary>File name of the graph in a package that this class writes.</summary>
    public const string GraphFile = "model.onnx";

    private const uint GoldenSeed = 20261125;

    /// <summary>Writes a package.</summary>
    /// <param name="onnxPath">The <c>.onnx</c> file; weights in files beside it are taken in.</param>
    /// <param name="folder">The package's folder, made when missing.</param>
    /// <param name="guess">What the manifest is to say: <see cref="ModelGuesser.Guess"/>.</param>
    /// <param name="options">Name, version, licence.</param>
    /// <returns>The package, whose golden run has been recorded on this machine; it opens and runs.</returns>
    /// <exception cref="ModelLoadException">
    /// The guess is not complete, the graph does not run, the manifest's values are not valid, or the folder holds files already.
    /// </exception>
    /// <exception cref="ModelSignatureException">The graph's tensors are not what the guess says.</exception>
    /// <exception cref="ModelIntegrityException">The network's answer to the golden pattern is not finite.</exception>
    /// <remarks>Nothing is written into the folder before the new package has opened and run somewhere else.</remarks>
    public static ModelPackage Write(string onnxPath, string folder, ModelGuess guess, ModelDraftOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(onnxPath);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(guess);
        ArgumentNullException.ThrowIfNull(options);
        if (!guess.IsComplete)
        {
            var missing = guess
                .Fields.Where(static field => field.Value is null)
                .Select(static field => $"{field.Field}: {field.Reason}");
            throw new ModelLoadException(
                $"'{onnxPath}' does not tell enough for a manifest. {string.Join("; ", missing)}.",
                options.Id,
                onnxPath
            );
        }

        ThrowIfTaken(folder, options);
        var graph = FloatOutputs.Read(onnxPath, guess.Output!, out var output);
        var manifest = Manifest(onnxPath, graph, guess with { Output = output }, options);
        ModelManifestValidator.Validate(manifest, folder);
        var work = Directory.CreateTempSubdirectory("visionsdk-draft-").FullName;
        try
        {
            Store(work, graph, manifest);
            Store(work, graph, manifest with { Golden = Record(work) });
            // The last proof: it opens, loads and passes its own golden check.
            new InferenceEngine(ModelPackage.Open(work)).Dispose();
            Move(work, folder);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }

        return ModelPackage.Open(folder);
    }

    private static GoldenRun? Record(string folder)
    {
        using var engine = new InferenceEngine(ModelPackage.Open(folder));
        return GoldenRecorder.Record(engine, GoldenSeed);
    }

    private static ModelManifest Manifest(string onnxPath, byte[] graph, ModelGuess guess, ModelDraftOptions options) =>
        new()
        {
            Id = options.Id,
            Version = options.Version,
            Task = guess.Task!.Value,
            Description = $"{guess.Family} from {Path.GetFileName(onnxPath)}; a draft.",
            Artifact = new ModelArtifact
            {
                File = GraphFile,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(graph)),
                Size = graph.Length,
                Opset = (int)Math.Clamp(OnnxInspection.Inspect(graph).Opset, 1, int.MaxValue),
            },
            Provenance = new ModelProvenance
            {
                Source = options.Source ?? ModelDraftOptions.NoSource,
                SourceVersion = options.Source is null ? ModelDraftOptions.NoSource : options.Version,
                Integrity = $"sha256-{Convert.ToBase64String(HashOf(onnxPath))}",
                File = Path.GetFileName(onnxPath),
                License = options.License,
                Notice = options.Notice ?? ModelDraftOptions.NoNotice,
            },
            Input = guess.Input!,
            Output = guess.Output!,
            Labels = guess.Labels,
            Embedding = guess.Embedding,
        };

    private static byte[] HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return SHA256.HashData(stream);
    }

    private static void ThrowIfTaken(string folder, ModelDraftOptions options)
    {
        var isTaken =
            File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());
        if (isTaken && !(options.Overwrite && File.Exists(Path.Combine(folder, ModelManifestSerializer.FileName))))
        {
            throw new ModelLoadException(
                $"'{folder}' holds files already. Name another folder, or overwrite the package that lies there.",
                options.Id,
                folder
            );
        }
    }

    private static void Store(string folder, byte[] graph, ModelManifest manifest)
    {
        File.WriteAllBytes(Path.Combine(folder, GraphFile), graph);
        File.WriteAllBytes(
            Path.Combine(folder, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(manifest)
        );
    }

    private static void Move(string work, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in (ReadOnlySpan<string>)[GraphFile, ModelManifestSerializer.FileName])
        {
            // Beside the target first, so that a full disk leaves the old package whole.
            var target = Path.Combine(folder, name);
            File.Copy(Path.Combine(work, name), target + ".new", overwrite: true);
            File.Move(target + ".new", target, overwrite: true);
        }
    }
}
