namespace VisionSdk.ML;

/// <summary>What an estimator computes from pictures: the loaded networks. Thread-safe.</summary>
/// <typeparam name="TResult">What is found out about one picture.</typeparam>
internal abstract class PictureFunction<TResult> : IDisposable
    where TResult : class
{
    /// <summary>How many pictures are computed at once at most.</summary>
    public abstract int BatchSize { get; }

    /// <summary>Computes a batch.</summary>
    /// <param name="rows">Opened pictures; those whose <see cref="PictureRow.Image"/> is <see langword="null"/> are bad and have no result.</param>
    /// <param name="results">A result for each row; <see langword="null"/> means that there is nothing, for the reason in <see cref="PictureRow.Status"/>.</param>
    /// <param name="cancellationToken">Checked before each run of a network.</param>
    public abstract void Compute(
        ReadOnlySpan<PictureRow> rows,
        Span<TResult?> results,
        CancellationToken cancellationToken
    );

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the networks. Called once or more.</summary>
    protected abstract void Dispose(bool disposing);
}
