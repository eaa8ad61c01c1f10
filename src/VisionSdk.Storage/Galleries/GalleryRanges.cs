namespace VisionSdk.Storage;

/// <summary>Divides the vectors of a gallery into ranges of epochs, each looked for while those before it are read.</summary>
/// <param name="until">The last epoch.</param>
/// <param name="vectors">How many vectors a range has; a few more, since an epoch is not divided, and the last one fewer.</param>
internal sealed class GalleryRanges(long until, int vectors) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private EpochRange? _next;
    private bool _hasBegun;
    private volatile bool _hasMore;

    /// <summary>Whether a range is waiting to be taken.</summary>
    public bool HasMore => _hasMore;

    /// <summary>Takes the next range and looks for the one after it.</summary>
    /// <param name="view">Where to look.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The range; <see langword="null"/> when all have been taken.</returns>
    public async Task<EpochRange?> TakeAsync(GalleryView view, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var taken = _hasBegun ? _next : await FindAsync(view, -1, cancellationToken).ConfigureAwait(false);
            _hasBegun = true;
            _next = taken is { } range
                ? await FindAsync(view, range.Until, cancellationToken).ConfigureAwait(false)
                : null;
            _hasMore = _next is not null;
            return taken;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<EpochRange?> FindAsync(GalleryView view, long after, CancellationToken cancellationToken) =>
        after < until
            ? new EpochRange(
                after,
                await view.FindEpochAsync(after, vectors, cancellationToken).ConfigureAwait(false) ?? until
            )
            : null;
}
