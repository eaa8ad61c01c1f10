namespace VisionSdk.Storage;

/// <summary>Views of one state of a gallery by several transactions, so that several threads can read it.</summary>
internal sealed class GalleryViews : IAsyncDisposable
{
    // Below this a further connection costs more than it saves.
    private const int RowsPerView = 20_000;
    private const int MostViews = 4;
    private const int RangesPerView = 4;

    private readonly List<GalleryView> _views = [];

    private GalleryViews() { }

    /// <summary>Rows that all ranges have together.</summary>
    public int Rows { get; private set; }

    /// <summary>The views, all of the same state.</summary>
    public IReadOnlyList<GalleryView> Views => _views;

    /// <summary>Which rows there are to read, in more parts than views: whichever is free takes the next.</summary>
    public IReadOnlyList<EpochRange> Ranges { get; private set; } = [];

    /// <summary>Opens as many views as the gallery is worth, and fewer when it changes meanwhile.</summary>
    public static async Task<GalleryViews> OpenAsync(
        StoreContexts contexts,
        GalleryKey key,
        CancellationToken cancellationToken
    )
    {
        var views = new GalleryViews();
        try
        {
            await views.FillAsync(contexts, key, cancellationToken).ConfigureAwait(false);
            return views;
        }
        catch
        {
            await views.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var view in _views)
        {
            await view.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task FillAsync(StoreContexts contexts, GalleryKey key, CancellationToken cancellationToken)
    {
        var first = await GalleryView.OpenAsync(contexts, key, cancellationToken).ConfigureAwait(false);
        _views.Add(first);
        Rows = await first.CountAsync(cancellationToken).ConfigureAwait(false);
        var wanted = Math.Min(
            Rows,
            contexts.LoadConnections ?? Math.Min(Rows / RowsPerView, Math.Min(Environment.ProcessorCount, MostViews))
        );
        while (_views.Count < wanted)
        {
            var next = await GalleryView.OpenAsync(contexts, key, cancellationToken).ConfigureAwait(false);
            if (next.Epoch != first.Epoch)
            {
                // Whatever changes what a search can find raises the epoch: at the same one all views show the same.
                await next.DisposeAsync().ConfigureAwait(false);
                break;
            }

            _views.Add(next);
        }

        Ranges = await DivideAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<EpochRange>> DivideAsync(CancellationToken cancellationToken)
    {
        var ranges = new List<EpochRange>();
        var view = _views[0];
        var after = -1L;
        if (_views.Count > 1)
        {
            var step = Math.Max(1, Rows / (_views.Count * RangesPerView));
            while (await view.FindEpochAsync(after, step, cancellationToken).ConfigureAwait(false) is { } until)
            {
                ranges.Add(new EpochRange(after, until));
                after = until;
            }
        }

        if (after < view.Epoch)
        {
            ranges.Add(new EpochRange(after, view.Epoch));
        }

        return ranges;
    }
}
