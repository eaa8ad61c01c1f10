using Microsoft.ML.OnnxRuntime;

namespace VisionSdk.ML;

/// <summary>A package's graph in the form that ML.NET's ONNX transformer takes.</summary>
internal static class StockGraph
{
    /// <summary>The graph with its constants folded: weights that are stored in half precision become single precision, exactly.</summary>
    /// <exception cref="ModelLoadException">The graph cannot be read or folded.</exception>
    /// <remarks>Of the runtime's optimisations only those are applied that hold on every machine.</remarks>
    public static byte[] Of(ModelPackage package)
    {
        var folder = Directory.CreateTempSubdirectory("visionsdk-");
        try
        {
            var folded = Path.Combine(folder.FullName, "folded.onnx");
            using var options = new SessionOptions
            {
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
                OptimizedModelFilePath = folded,
            };
            using (new InferenceSession(package.ReadArtifact(), options))
            {
                return File.ReadAllBytes(folded);
            }
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or IOException)
        {
            throw new ModelLoadException(
                $"The graph of model '{package.Manifest.Id}' cannot be prepared for scoring: {exception.Message}",
                package.Manifest.Id,
                package.ArtifactPath,
                exception
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
