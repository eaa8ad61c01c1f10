using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace VisionSdk.ML;

/// <summary>A loaded model that can run: one shared ONNX Runtime session, and slots of native memory that callers rent.</summary>
/// <remarks>
/// Thread-safe. Runs of different slots overlap without a lock and give the same numbers as one after the other. Disposing lets rented
/// slots finish: the session is freed when the last of them comes back.
/// </remarks>
public sealed class InferenceEngine : IDisposable
{
    // A side beyond this is a mistake, not a picture: at 3 channels it is 3 GiB of input.
    private const int MaxSide = 1 << 14;

    private readonly EngineSession _session;
    private readonly SlotPool _pool;

    /// <summary>Loads a model: parses the graph, checks its tensors against the manifest and compares the golden outputs.</summary>
    /// <param name="package">The model.</param>
    /// <param name="options">How to run it; <see langword="null"/> takes <see cref="EngineOptions.Default"/>.</param>
    /// <param name="logger">Where to log loading and fallbacks.</param>
    /// <exception cref="ModelLoadException">ONNX Runtime refuses the graph, or CUDA was asked for and does not work.</exception>
    /// <exception cref="ModelSignatureException">The graph's tensors are not the manifest's.</exception>
    /// <exception cref="ModelIntegrityException">The graph's bytes have changed, or a golden output differs or is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public InferenceEngine(ModelPackage package, EngineOptions? options = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        options ??= EngineOptions.Default;
        options.Validate();
        logger ??= NullLogger.Instance;
        Package = package;
        var start = Stopwatch.GetTimestamp();
        Log.LoadingModel(logger, Manifest.Id, Manifest.Version);
        _session = EngineSession.Open(package, options);
        _pool = new SlotPool(_session);
        if (Provider.Reason is { } reason)
        {
            Log.FellBackToProcessor(logger, Manifest.Id, reason);
        }

        var elapsed = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Log.LoadedModel(logger, Manifest.Id, Manifest.Version, Provider.Actual, elapsed);
    }

    /// <summary>The model's package.</summary>
    public ModelPackage Package { get; }

    /// <summary>The model's manifest.</summary>
    public ModelManifest Manifest => Package.Manifest;

    /// <summary>Where the network was asked to run and where it runs.</summary>
    public ExecutionProviderReport Provider => _session.Provider;

    /// <summary>Largest batch of one run: the lesser of the manifest's and the options'.</summary>
    public int MaxBatch => _session.Signature.MaxBatch;

    /// <summary>What stands around the runs of slots that are rented from now on; <see langword="null"/> for nothing. Warming up is not guarded.</summary>
    public IRunGuard? Guard { get; set; }

    /// <summary>Rents a slot, to be disposed by the caller. There is always one; the caller bounds how many run at once.</summary>
    /// <param name="inputSize">
    /// Size of the input for graphs that take any, in pixels, both sides multiples of <see cref="ModelInput.SizeMultiple"/>;
    /// <see langword="null"/> takes the manifest's.
    /// </param>
    /// <returns>The slot.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The model does not take this size.</exception>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public InferenceSlot Rent(ImageSize? inputSize = null)
    {
        var canvas = inputSize ?? Manifest.Input.Size;
        if (canvas != Manifest.Input.Size)
        {
            ThrowIfNotTaken(canvas);
        }

        return new InferenceSlot(_pool, canvas, MaxBatch, Guard);
    }

    /// <summary>Runs the network on a generated picture, so that what is slow the first time is over before anybody waits for it.</summary>
    /// <param name="runs">How often.</param>
    /// <returns>The time of the fastest run.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="runs"/> is below 1.</exception>
    /// <exception cref="ModelIntegrityException">An output is not finite.</exception>
    /// <exception cref="ModelRunException">The runtime failed.</exception>
    public TimeSpan WarmUp(int runs = 1) => EngineWarmUp.Run(this, runs);

    /// <summary>Rents a slot whose runs nobody guards.</summary>
    internal InferenceSlot RentUnguarded() => new(_pool, Manifest.Input.Size, MaxBatch, guard: null);

    /// <summary>Refuses new slots and frees the model as soon as none is in use. A second call does nothing.</summary>
    public void Dispose() => _pool.Dispose();

    private void ThrowIfNotTaken(ImageSize canvas)
    {
        var multiple = Manifest.Input.SizeMultiple;
        if (
            multiple == 0
            || canvas.Width is <= 0 or > MaxSide
            || canvas.Height is <= 0 or > MaxSide
            || canvas.Width % multiple != 0
            || canvas.Height % multiple != 0
        )
        {
            var taken = multiple == 0 ? $"{Manifest.Input.Size} only" : $"multiples of {multiple} up to {MaxSide}";
            throw new ArgumentOutOfRangeException(
                nameof(canvas),
                canvas,
                $"The input of model '{Manifest.Id}' takes {taken}."
            );
        }
    }
}
