using Microsoft.ML.OnnxRuntime;

namespace VisionSdk.ML;

/// <summary>Creates inference sessions, on the GPU where that is wanted and works.</summary>
internal static class SessionFactory
{
    private const GraphOptimizationLevel Level = GraphOptimizationLevel.ORT_ENABLE_ALL;
    private const string CudaProvider = "CUDAExecutionProvider";

    public static (InferenceSession Session, ExecutionProviderReport Report) Create(
        ModelPackage package,
        EngineOptions options
    )
    {
        var graph = package.ReadArtifact();
        if (options.ExecutionProvider == ExecutionProvider.Cpu)
        {
            return (
                CreateOnCpu(package, graph, options),
                new ExecutionProviderReport(options.ExecutionProvider, ExecutionProvider.Cpu)
            );
        }

        if (TryCreateOnCuda(graph, options, out var reason) is { } session)
        {
            return (session, new ExecutionProviderReport(options.ExecutionProvider, ExecutionProvider.Cuda));
        }

        return options.ExecutionProvider == ExecutionProvider.Auto
            ? (
                CreateOnCpu(package, graph, options),
                new ExecutionProviderReport(options.ExecutionProvider, ExecutionProvider.Cpu, reason)
            )
            : throw new ModelLoadException(
                $"Model '{package.Manifest.Id}' was asked to run on CUDA device {options.CudaDeviceId}, which does not work here: {reason} Use {nameof(ExecutionProvider)}.{nameof(ExecutionProvider.Auto)} to fall back to the processor.",
                package.Manifest.Id,
                package.ArtifactPath
            );
    }

    private static InferenceSession CreateOnCpu(ModelPackage package, byte[] graph, EngineOptions options) =>
        options.OptimizedGraphs is { } folder
            ? CreateOptimized(package, graph, options, new OptimizedGraphCache(folder, options.OptimizedGraphsMaxBytes))
            : CreateOnCpu(package, graph, options, optimizedPath: null);

    /// <summary>Takes the graph that was optimised before, or keeps the one that is optimised now.</summary>
    private static InferenceSession CreateOptimized(
        ModelPackage package,
        byte[] graph,
        EngineOptions options,
        OptimizedGraphCache cache
    )
    {
        var key = OptimizedGraphCache.KeyOf(package.Manifest, Level);
        if (cache.Read(key) is { } optimized)
        {
            using var session = CreateOptions(options, GraphOptimizationLevel.ORT_DISABLE_ALL);
            try
            {
                return new InferenceSession(optimized, session);
            }
            catch (OnnxRuntimeException)
            {
                cache.Drop(key);
            }
        }

        if (cache.Begin() is not { } making)
        {
            return CreateOnCpu(package, graph, options, optimizedPath: null);
        }

        try
        {
            var created = CreateOnCpu(package, graph, options, making);
            cache.Publish(key, making);
            return created;
        }
        catch (ModelLoadException)
        {
            // A graph of more than 2 GiB cannot be written, a full disk neither. Whether the model is to blame shows without writing.
            OptimizedGraphCache.Abandon(making);
            return CreateOnCpu(package, graph, options, optimizedPath: null);
        }
    }

    private static InferenceSession CreateOnCpu(
        ModelPackage package,
        byte[] graph,
        EngineOptions options,
        string? optimizedPath
    )
    {
        using var session = CreateOptions(options);
        if (optimizedPath is not null)
        {
            session.OptimizedModelFilePath = optimizedPath;
        }

        try
        {
            return new InferenceSession(graph, session);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelLoadException(
                $"ONNX Runtime refuses the graph of model '{package.Manifest.Id}' ('{package.ArtifactPath}'): {exception.Message}",
                package.Manifest.Id,
                package.ArtifactPath,
                exception
            );
        }
    }

    private static InferenceSession? TryCreateOnCuda(byte[] graph, EngineOptions options, out string? reason)
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider, StringComparer.Ordinal))
        {
            reason = "the installed ONNX Runtime package has no CUDA provider.";
            return null;
        }

        try
        {
            using var session = CreateOptions(options);
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["device_id"] = options.CudaDeviceId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    // TF32 keeps 10 bits of mantissa: embeddings made on a GPU must match those made on a processor.
                    ["use_tf32"] = "0",
                    ["cudnn_conv_algo_search"] = "HEURISTIC",
                }
            );
            session.AppendExecutionProvider_CUDA(cuda);
            var created = new InferenceSession(graph, session);
            reason = null;
            return created;
        }
        catch (Exception exception)
            when (exception is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            reason = exception.Message;
            return null;
        }
    }

    private static SessionOptions CreateOptions(EngineOptions options, GraphOptimizationLevel level = Level)
    {
        var session = new SessionOptions
        {
            GraphOptimizationLevel = level,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = options.IntraOpThreads,
            InterOpNumThreads = 1,
            // Errors arrive as exceptions; the runtime would also print them.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Threads that spin between runs burn the cores that concurrent callers need.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return session;
    }
}
