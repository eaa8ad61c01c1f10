namespace VisionSdk.Storage;

/// <summary>Views of one state of a gallery by several transactions, so that several threads can read it.</summary>
internal sealed class GalleryViews : IAsyncDisposable
{
    // Below this a further connection costs more than it saves.
    private const int RowsPerView = 20_000;
    private const int MostViews = 4;

    private readonly List<GalleryView> _views = [];

    private GalleryViews() { }

    /// <summary>Rows that all ranges have together.</summary>
    public int Rows { get; private set; }

    /// <summary>Which rows each view reads.</summary>
    public IReadOnlyList<(GalleryView View, EpochRange Range)> Parts { get; private set; } = [];

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
            _views.Add(next);

            // Whatever changes what a search can find raises the epoch: at the same one all views show the same.
            if (next.Epoch != first.Epoch)
            {
                wanted = 0;
            }
        }

        var count = _views.Count(view => view.Epoch == first.Epoch);
        var starts = new List<long>();
        for (var part = 1; part < count; part++)
        {
            var place = (int)((long)Rows * part / count);
            starts.Add(await first.EpochAtAsync(place, cancellationToken).ConfigureAwait(false));
        }

        Parts = [.. _views.Zip(new EpochRange(After: -1, first.Epoch).Split(starts))];
    }
}
