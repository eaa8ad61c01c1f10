using Microsoft.ML.OnnxRuntime;

namespace VisionSdk.ML;

/// <summary>The shared, thread-safe session of an engine and what is known of its graph.</summary>
internal sealed class EngineSession : IDisposable
{
    private EngineSession(
        ModelManifest manifest,
        InferenceSession session,
        GraphSignature signature,
        ExecutionProviderReport provider
    )
    {
        Manifest = manifest;
        Session = session;
        Signature = signature;
        Provider = provider;
    }

    public ModelManifest Manifest { get; }

    public string ModelId => Manifest.Id;

    public InferenceSession Session { get; }

    public GraphSignature Signature { get; }

    public ExecutionProviderReport Provider { get; }

    /// <summary>Never changed after creation, so that all runs share it.</summary>
    public RunOptions RunOptions { get; } = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };

    public static EngineSession Open(ModelPackage package, EngineOptions options)
    {
        var (session, provider) = SessionFactory.Create(package, options);
        EngineSession? opened = null;
        try
        {
            var signature = GraphSignature.Check(session, package.Manifest, options);
            opened = new EngineSession(package.Manifest, session, signature, provider);
            if (options.CheckGolden && package.Manifest.Golden is { } golden)
            {
                GoldenCheck.Run(opened, golden, package);
            }

            return opened;
        }
        catch
        {
            opened?.RunOptions.Dispose();
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs with outputs that the runtime allocates.</summary>
    /// <exception cref="ModelRunException">The runtime failed.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(OrtValue input, IReadOnlyCollection<string> outputs)
    {
        try
        {
            return Session.Run(RunOptions, Signature.InputNames, [input], outputs);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelRunException(
                ModelRunFailure.Failed,
                ModelId,
                Manifest.Version,
                $"Model '{ModelId}' {Manifest.Version} failed to run: {exception.Message}",
                exception
            );
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        RunOptions.Dispose();
    }
}
