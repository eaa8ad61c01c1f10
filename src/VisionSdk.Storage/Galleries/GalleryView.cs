using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>A gallery as one transaction sees it.</summary>
internal sealed class GalleryView : IAsyncDisposable
{
    private const string VectorQuery =
        "SELECT id, identity_id, kind, scheme, vector FROM face_embeddings WHERE gallery_id = @gallery AND space_id = @space AND epoch > @after AND epoch <= @until";

    private readonly StoreProvider _provider;
    private readonly VisionDbContext _context;
    private readonly DbTransaction _snapshot;
    private readonly GalleryKey _key;
    private DbCommand? _command;

    private GalleryView(StoreProvider provider, VisionDbContext context, DbTransaction snapshot, GalleryKey key)
    {
        _provider = provider;
        _context = context;
        _snapshot = snapshot;
        _key = key;
    }

    /// <summary>The last change that the view shows.</summary>
    public long Epoch { get; private init; }

    private IQueryable<EmbeddingRow> Vectors =>
        _context.Embeddings.Where(row => row.GalleryId == _key.Gallery && row.SpaceId == _key.Space);

    public static async Task<GalleryView> OpenAsync(
        StoreContexts contexts,
        GalleryKey key,
        CancellationToken cancellationToken
    )
    {
        var context = contexts.Create();
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var snapshot = await contexts
                .Provider.BeginSnapshotAsync(context.Database.GetDbConnection(), cancellationToken)
                .ConfigureAwait(false);
            await context.Database.UseTransactionAsync(snapshot, cancellationToken).ConfigureAwait(false);
            var epoch = await context
                .Galleries.Where(row => row.Id == key.Gallery)
                .Select(static row => row.Epoch)
                .SingleAsync(cancellationToken)
                .ConfigureAwait(false);
            return new GalleryView(contexts.Provider, context, snapshot, key) { Epoch = epoch };
        }
        catch
        {
            await context.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The epoch up to which so many vectors follow an epoch, or a few more; <see langword="null"/> where fewer are left.</summary>
    public Task<long?> FindEpochAsync(long after, int count, CancellationToken cancellationToken) =>
        Vectors
            .Where(row => row.Epoch > after)
            .OrderBy(static row => row.Epoch)
            .Select(static row => (long?)row.Epoch)
            .Skip(count - 1)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Whose vectors were written after an epoch.</summary>
    public Task<List<Guid>> ListOwnersAsync(long after, CancellationToken cancellationToken) =>
        Vectors
            .Where(row => row.Epoch > after)
            .Select(static row => row.IdentityId)
            .Distinct()
            .ToListAsync(cancellationToken);

    /// <summary>Vectors that were mapped from another space: normally none, at most a few.</summary>
    public Task<List<Guid>> ListBridgedAsync(CancellationToken cancellationToken) =>
        Vectors.Where(static row => row.IsBridged).Select(static row => row.Id).ToListAsync(cancellationToken);

    public Task<List<Guid>> ListRemovedAsync(long after, CancellationToken cancellationToken) =>
        _context
            .RemovedEmbeddings.Where(row => row.GalleryId == _key.Gallery && row.Epoch > after)
            .Select(static row => row.EmbeddingId)
            .ToListAsync(cancellationToken);

    /// <summary>Reads vectors. A connection has one reader at a time: the one before has been disposed.</summary>
    public ValueTask<VectorReader> ReadVectorsAsync(EpochRange range, CancellationToken cancellationToken)
    {
        _command?.Dispose();
        _command = _context.Database.GetDbConnection().CreateCommand();
        _command.Transaction = _snapshot;
        _command.CommandText = VectorQuery;
        Add("@gallery", _key.Gallery);
        Add("@space", _key.Space);
        Add("@after", range.After);
        Add("@until", range.Until);
        return _provider.ReadVectorsAsync(_command, cancellationToken);

        void Add(string name, object value)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>The tags of every identity that has some: they are looked up from the tags, of which most galleries have few.</summary>
    public async Task<ImmutableArray<GalleryIdentity>> ListTaggedAsync(CancellationToken cancellationToken)
    {
        var tags = await _context
            .IdentityTags.AsNoTracking()
            .Where(tag => _context.Identities.Any(row => row.Id == tag.IdentityId && row.GalleryId == _key.Gallery))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. tags.GroupBy(static tag => tag.IdentityId, static tag => tag.Tag)
                .Select(static tagged => new GalleryIdentity(tagged.Key, [.. tagged])),
        ];
    }

    /// <summary>The tags of every identity that was changed after an epoch: it may also have lost its last one.</summary>
    public async Task<ImmutableArray<GalleryIdentity>> ListChangedAsync(long after, CancellationToken cancellationToken)
    {
        var rows = await _context
            .Identities.AsNoTracking()
            .Where(row => row.GalleryId == _key.Gallery && row.Epoch > after)
            .Select(static row => new { row.Id, Tags = row.Tags.Select(static tag => tag.Tag).ToList() })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.Select(static row => new GalleryIdentity(row.Id, [.. row.Tags]))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_command is not null)
        {
            await _command.DisposeAsync().ConfigureAwait(false);
        }

        await _snapshot.DisposeAsync().ConfigureAwait(false);
        await _context.DisposeAsync().ConfigureAwait(false);
    }
}
