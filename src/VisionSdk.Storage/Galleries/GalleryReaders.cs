namespace VisionSdk.Storage;

/// <summary>Reads all vectors of a gallery by one connection or, where it is large, by several at the same time.</summary>
/// <param name="open">Opens a further view.</param>
/// <param name="begin">Makes what takes in what a view shows.</param>
/// <param name="epoch">The state that is read.</param>
/// <param name="options">How many connections, and how much each of them reads at a time.</param>
internal sealed class GalleryReaders(
    Func<CancellationToken, Task<GalleryView>> open,
    Func<GalleryView, GalleryPart> begin,
    long epoch,
    GalleryReading options
) : IDisposable
{
    private readonly GalleryRanges _ranges = new(epoch, options.Vectors);
    private readonly List<GalleryPart> _parts = [];
    private int _places = options.Connections;
    private volatile bool _hasFailed;

    /// <summary>What each connection has read.</summary>
    public IReadOnlyList<GalleryPart> Parts => _parts;

    /// <summary>Reads on through a view, and calls the next reader as soon as there is something for it.</summary>
    public async Task ReadAsync(GalleryView view, CancellationToken cancellationToken)
    {
        var part = begin(view);
        lock (_parts)
        {
            _parts.Add(part);
        }

        Task? next = null;
        try
        {
            while (!_hasFailed && await _ranges.TakeAsync(view, cancellationToken).ConfigureAwait(false) is { } range)
            {
                if (next is null && _ranges.HasMore && Interlocked.Decrement(ref _places) > 0)
                {
                    next = Task.Run(() => JoinAsync(cancellationToken), CancellationToken.None);
                }

                await part.ReadAsync(range, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            // The others stop after their range.
            _hasFailed = true;
            throw;
        }
        finally
        {
            if (next is not null)
            {
                await next.ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        _parts.ForEach(static part => part.Dispose());
        _ranges.Dispose();
    }

    private async Task<GalleryView> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await open(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _hasFailed = true;
            throw;
        }
    }

    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        var view = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (view.ConfigureAwait(false))
        {
            // Whatever changes what a search can find raises the epoch: at the same one all views show the same.
            if (view.Epoch == epoch)
            {
                await ReadAsync(view, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
