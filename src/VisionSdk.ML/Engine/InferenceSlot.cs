namespace VisionSdk.ML;

/// <summary>A right to run a network: native input and output tensors of one caller, until it is disposed.</summary>
/// <remarks>
/// Fill <see cref="Input"/> for each image, <see cref="Run"/>, then read <see cref="Outputs"/>. For one thread at a time; rent another slot
/// for another thread. Spans are valid until the slot is disposed, outputs until its next run. In the steady state nothing is allocated.
/// </remarks>
public sealed class InferenceSlot : IDisposable
{
    private readonly SlotPool _pool;
    private readonly SlotTensors _tensors;
    private readonly IRunGuard? _guard;
    private SlotMemory? _memory;
    private int _batch;

    internal InferenceSlot(SlotPool pool, ImageSize canvas, int maxBatch, IRunGuard? guard)
    {
        _pool = pool;
        _guard = guard;
        MaxBatch = maxBatch;
        _memory = pool.Rent();
        try
        {
            _tensors = _memory.For(canvas);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Size of the network's input in this slot, in pixels.</summary>
    public ImageSize InputSize => _tensors.Canvas;

    /// <summary>Largest batch of one run.</summary>
    public int MaxBatch { get; }

    /// <summary>The input tensor of one image of the batch, in the layout of the manifest, for the caller to fill.</summary>
    /// <param name="item">Index of the image in the batch, below <see cref="MaxBatch"/>.</param>
    /// <returns>float32 values; what an earlier run left there until they are overwritten.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="item"/> is not in [0, <see cref="MaxBatch"/>).</exception>
    /// <exception cref="ObjectDisposedException">The slot is disposed.</exception>
    public Span<float> Input(int item)
    {
        ObjectDisposedException.ThrowIf(_memory is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, MaxBatch);
        return _tensors.Input(item);
    }

    /// <summary>Runs the network on the first images of the batch.</summary>
    /// <param name="batch">How many images.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batch"/> is not in [1, <see cref="MaxBatch"/>].</exception>
    /// <exception cref="ObjectDisposedException">The slot is disposed.</exception>
    /// <exception cref="ModelSignatureException">An output does not follow the batch although the manifest allows batches.</exception>
    /// <exception cref="ModelRunException">The runtime failed; under a guard also when an output is not finite.</exception>
    public void Run(int batch)
    {
        ObjectDisposedException.ThrowIf(_memory is null, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, MaxBatch);
        _batch = 0;
        if (_guard is null)
        {
            _tensors.Run(batch);
        }
        else
        {
            _guard.Run(static run => run.Tensors.RunChecked(run.Batch), (Tensors: _tensors, Batch: batch));
        }

        _batch = batch;
    }

    /// <summary>The outputs of the last run for one image.</summary>
    /// <param name="item">Index of the image in the batch of the last run.</param>
    /// <returns>Views in the order of <see cref="DecoderSettings.Tensors"/>; valid until the next run and the end of the slot.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="item"/> was not part of the last run.</exception>
    /// <exception cref="ObjectDisposedException">The slot is disposed.</exception>
    public IOutputTensors Outputs(int item)
    {
        ObjectDisposedException.ThrowIf(_memory is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, _batch);
        return _tensors.Outputs(item);
    }

    /// <summary>Gives the memory back. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _memory, null) is { } memory)
        {
            _pool.Return(memory);
        }
    }
}
