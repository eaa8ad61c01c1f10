using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>
/// The data keys of a store. A data key is wrapped by a vault key and the vault key by the key provider, so that a change of the provider's
/// key touches one row.
/// </summary>
internal sealed partial class KeyVault : IAsyncDisposable
{
    private readonly StoreProvider _provider;
    private readonly IKeyProvider _keys;
    private readonly DbContextOptions<KeyVaultDbContext> _options;
    private readonly TimeProvider _time;
    private readonly GroupCommitWriter<VaultScope> _writer;
    private readonly ConcurrentDictionary<Guid, VaultKey> _open = new();
    private VaultKey? _wrapping;
    private VaultKey? _digests;

    private KeyVault(
        StoreProvider provider,
        IKeyProvider keys,
        DbContextOptions<KeyVaultDbContext> options,
        StoreOptions storeOptions,
        TimeProvider time
    )
    {
        _provider = provider;
        _keys = keys;
        _options = options;
        _time = time;
        _writer = new GroupCommitWriter<VaultScope>(
            provider,
            () => new VaultScope(new KeyVaultDbContext(options)),
            storeOptions,
            time
        );
    }

    /// <summary>The key of digests; it never changes, or nothing would be found again.</summary>
    public ReadOnlySpan<byte> DigestKey => _digests!.Key;

    /// <summary>Opens the vault of a store. One without identities is new, so that a missing vault is no loss and is made.</summary>
    public static async Task<KeyVault> OpenAsync(
        StoreProvider provider,
        IKeyProvider keys,
        StoreOptions options,
        Guid storeId,
        bool isNew,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var builder = new DbContextOptionsBuilder<KeyVaultDbContext>();
        Directory.CreateDirectory(options.KeyDirectory);
        provider.ConfigureKeys(builder, options.KeyDirectory, storeId);
        var vault = new KeyVault(provider, keys, builder.Options, options, time);
        try
        {
            await vault.LoadAsync(isNew, cancellationToken).ConfigureAwait(false);
            return vault;
        }
        catch
        {
            await vault.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes and keeps the data key of a new identity.</summary>
    public async Task<IdentityCipher> CreateAsync(Guid identity, CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(Envelope.KeyBytes);
        try
        {
            await AddAsync(identity, key, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Failure == StoreFailure.Refused)
        {
            // The keys have been rotated since, perhaps by another process: the vault key that was used is gone.
            await OpenKeysAsync(cancellationToken).ConfigureAwait(false);
            await AddAsync(identity, key, cancellationToken).ConfigureAwait(false);
        }

        return new IdentityCipher(identity, key);
    }

    /// <summary>Makes and keeps the data keys of many new identities, in one transaction.</summary>
    /// <returns>The keys, in the order of the identities.</returns>
    public async Task<byte[][]> CreateManyAsync(IReadOnlyList<Guid> identities, CancellationToken cancellationToken)
    {
        var keys = new byte[identities.Count][];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = RandomNumberGenerator.GetBytes(Envelope.KeyBytes);
        }

        try
        {
            await AddManyAsync(identities, keys, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Failure == StoreFailure.Refused)
        {
            // As for one key: the vault key that was used is gone.
            await OpenKeysAsync(cancellationToken).ConfigureAwait(false);
            await AddManyAsync(identities, keys, cancellationToken).ConfigureAwait(false);
        }

        return keys;
    }

    /// <summary>The cipher of an identity; <see langword="null"/> when its key has been destroyed.</summary>
    public async Task<IdentityCipher?> FindAsync(Guid identity, CancellationToken cancellationToken)
    {
        using var context = new KeyVaultDbContext(_options);
        using var ciphers = new VaultCiphers();
        var row = await context
            .DataKeys.AsNoTracking()
            .SingleOrDefaultAsync(key => key.IdentityId == identity, cancellationToken)
            .ConfigureAwait(false);
        return row is null
            ? null
            : new IdentityCipher(identity, await UnwrapAsync(row, ciphers, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Every data key, for loading a gallery.</summary>
    public async Task<Dictionary<Guid, byte[]>> AllAsync(CancellationToken cancellationToken)
    {
        using var context = new KeyVaultDbContext(_options);
        using var ciphers = new VaultCiphers();
        var keys = new Dictionary<Guid, byte[]>();
        await foreach (
            var row in context
                .DataKeys.AsNoTracking()
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            keys.Add(row.IdentityId, await UnwrapAsync(row, ciphers, cancellationToken).ConfigureAwait(false));
        }

        return keys;
    }

    /// <summary>The data keys of some identities; those that are destroyed are missing.</summary>
    public async Task<Dictionary<Guid, byte[]>> FindManyAsync(
        IReadOnlyCollection<Guid> identities,
        CancellationToken cancellationToken
    )
    {
        using var context = new KeyVaultDbContext(_options);
        using var ciphers = new VaultCiphers();
        var keys = new Dictionary<Guid, byte[]>();
        foreach (var some in identities.Chunk(500))
        {
            var rows = await context
                .DataKeys.AsNoTracking()
                .Where(row => some.Contains(row.IdentityId))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            foreach (var row in rows)
            {
                keys[row.IdentityId] = await UnwrapAsync(row, ciphers, cancellationToken).ConfigureAwait(false);
            }
        }

        return keys;
    }

    /// <summary>Destroys data keys and the traces of them. From then on nothing of the identities can be read, in no copy of the store either.</summary>
    /// <returns>Whether no trace is left in files of the vault.</returns>
    public async Task<bool> DestroyAsync(IReadOnlyCollection<Guid> identities, CancellationToken cancellationToken)
    {
        foreach (var some in identities.Chunk(500))
        {
            await _writer
                .WriteAsync(
                    (scope, token) =>
                        scope.Context.DataKeys.Where(row => some.Contains(row.IdentityId)).ExecuteDeleteAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        using var context = new KeyVaultDbContext(_options);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await _provider.ScrubAsync(context.Database.GetDbConnection(), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async Task AddAsync(Guid identity, byte[] key, CancellationToken cancellationToken)
    {
        var wrapping = _wrapping!;
        var row = new DataKeyRow
        {
            IdentityId = identity,
            VaultKeyId = wrapping.Id,
            Wrapped = Envelope.Seal(wrapping.Key, key, Associated(identity)),
            CreatedAt = _time.GetUtcNow(),
        };
        await _writer
            .WriteAsync(
                async (scope, token) =>
                {
                    scope.Context.DataKeys.Add(row);
                    return await scope.Context.SaveChangesAsync(token).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task AddManyAsync(IReadOnlyList<Guid> identities, byte[][] keys, CancellationToken cancellationToken)
    {
        var wrapping = _wrapping!;
        using var aes = new AesGcm(wrapping.Key, Envelope.TagBytes);
        var now = _time.GetUtcNow();
        var rows = new DataKeyRow[keys.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new DataKeyRow
            {
                IdentityId = identities[i],
                VaultKeyId = wrapping.Id,
                Wrapped = Envelope.Seal(aes, keys[i], Associated(identities[i])),
                CreatedAt = now,
            };
        }

        // Ids are random: a row that is there already is this one, from a commit whose answer was lost.
        await _writer
            .WriteAsync(
                (scope, token) => BulkInserts.DataKeys.InsertAsync(_provider, scope.Context.Database, rows, token),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static byte[] Associated(Guid identity) => identity.ToByteArray(bigEndian: true);
}
