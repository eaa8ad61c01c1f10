using System.Collections.Concurrent;

namespace VisionSdk.ML;

/// <summary>The networks of a saved step, loaded. Thread-safe.</summary>
internal sealed class SavedFunction<TResult>(VisionFeature<TResult> feature, EngineOptions engine) : IDisposable
    where TResult : class
{
    private readonly PictureFunction<TResult> _function = feature.LoadFunction(engine);
    private readonly ImageDecoder _decoder = new(feature.Settings.Limits);
    private readonly ConcurrentQueue<PictureRow> _rows = new();
    private volatile bool _disposed;

    public int VectorLength => feature.VectorLength;

    public bool IsDisposed => _disposed;

    public Computed<TResult> Compute(SavedSource source)
    {
        var row = _rows.TryDequeue(out var idle)
            ? idle
            : new PictureRow(_decoder, feature.Columns.Image, feature.Settings.BadImages);
        try
        {
            row.Set(position: null, source.Path.IsEmpty ? null : source.Path.ToString(), source.Bytes);
            row.SetBox(source.Box);
            row.Open();
            TResult? result = null;
            _function.Compute([row], new Span<TResult?>(ref result), CancellationToken.None);
            return new Computed<TResult>(result, row.Status);
        }
        finally
        {
            row.Close();
            _rows.Enqueue(row);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _function.Dispose();
        _decoder.Dispose();
    }
}
