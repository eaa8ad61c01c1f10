using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <inheritdoc cref="IPictureBatch"/>
internal sealed class PictureBatch<TResult> : IPictureBatch
    where TResult : class
{
    private readonly PictureFunction<TResult> _function;
    private readonly ImmutableArray<OutputColumn<TResult>> _outputs;
    private readonly PictureRow[] _rows;
    private readonly TResult?[] _results;
    private readonly CancellationTokenSource _disposal = new();
    private readonly CancellationToken _token;
    private int _count;
    private bool _isComputed;
    private bool _disposed;

    public PictureBatch(
        PictureFunction<TResult> function,
        ImmutableArray<OutputColumn<TResult>> outputs,
        Func<PictureRow> createRow
    )
    {
        _function = function;
        _outputs = outputs;
        _rows = new PictureRow[function.BatchSize];
        _results = new TResult?[function.BatchSize];
        _token = _disposal.Token;
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = createRow();
        }
    }

    public int Capacity => _rows.Length;

    public void Clear()
    {
        foreach (var result in _results.AsSpan(0, _count))
        {
            (result as IDisposable)?.Dispose();
        }

        Array.Clear(_results, 0, _count);
        _count = 0;
        _isComputed = false;
    }

    public void Add(PictureReader reader) => reader.Read(_rows[_count++]);

    public Delegate CreateGetter(int output, Func<int> current) => _outputs[output].CreateGetter(() => Get(current()));

    public void Dispose()
    {
        // Possibly from another thread, while this one computes: the source of the token is small and left to the collector.
        _disposed = true;
        _disposal.Cancel();
    }

    private Computed<TResult> Get(int index)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Microsoft.ML.DataViewRow));
        if (!_isComputed)
        {
            Compute(_rows.AsSpan(0, _count));
            _isComputed = true;
        }

        return new Computed<TResult>(_results[index], _rows[index].Status);
    }

    private void Compute(ReadOnlySpan<PictureRow> rows)
    {
        try
        {
            foreach (var row in rows)
            {
                _token.ThrowIfCancellationRequested();
                row.Open();
            }

            _function.Compute(rows, _results.AsSpan(0, rows.Length), _token);
            _token.ThrowIfCancellationRequested();
        }
        finally
        {
            foreach (var row in rows)
            {
                row.Close();
            }
        }
    }
}
