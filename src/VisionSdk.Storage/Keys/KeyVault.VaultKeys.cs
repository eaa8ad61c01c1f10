using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace VisionSdk.Storage;

internal sealed partial class KeyVault
{
    /// <summary>Wraps everything anew: the vault keys by the provider's current key, and the data keys by a new vault key.</summary>
    /// <returns>How many data keys were wrapped anew.</returns>
    public async Task<int> RotateAsync(CancellationToken cancellationToken)
    {
        var current = _wrapping!;
        var next = new VaultKey(
            Guid.CreateVersion7(),
            VaultKeyPurpose.DataKeys,
            current.Generation + 1,
            RandomNumberGenerator.GetBytes(Envelope.KeyBytes)
        );
        var wrappedNext = await WrapAsync(next, cancellationToken).ConfigureAwait(false);
        var wrappedDigests = await WrapAsync(_digests!, cancellationToken).ConfigureAwait(false);
        var count = await _writer
            .WriteAsync(
                async (scope, token) =>
                {
                    var context = scope.Context;
                    context.VaultKeys.Add(wrappedNext);
                    context.VaultKeys.Update(wrappedDigests);
                    await context.SaveChangesAsync(token).ConfigureAwait(false);
                    var rows = await context.DataKeys.ToListAsync(token).ConfigureAwait(false);
                    using var ciphers = new VaultCiphers();
                    foreach (var row in rows)
                    {
                        var key = await UnwrapAsync(row, ciphers, token).ConfigureAwait(false);
                        row.Wrapped = Envelope.Seal(ciphers.Get(next), key, Associated(row.IdentityId));
                        row.VaultKeyId = next.Id;
                    }

                    await context.SaveChangesAsync(token).ConfigureAwait(false);
                    await context
                        .VaultKeys.Where(row => row.Purpose == VaultKeyPurpose.DataKeys && row.Id != next.Id)
                        .ExecuteDeleteAsync(token)
                        .ConfigureAwait(false);
                    return rows.Count;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        _open[next.Id] = next;
        _wrapping = next;
        return count;
    }

    private async Task LoadAsync(bool isNew, CancellationToken cancellationToken)
    {
        try
        {
            await CreateTablesAsync(cancellationToken).ConfigureAwait(false);
            if (isNew)
            {
                await EnsureAsync(VaultKeyPurpose.DataKeys, cancellationToken).ConfigureAwait(false);
                await EnsureAsync(VaultKeyPurpose.Digests, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not VisionSdkException)
        {
            throw StoreErrors.Translate(_provider, exception, "Opening the key vault");
        }

        await OpenKeysAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task OpenKeysAsync(CancellationToken cancellationToken)
    {
        using var context = new KeyVaultDbContext(_options);
        var rows = await context
            .VaultKeys.AsNoTracking()
            .OrderBy(static row => row.Generation)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var row in rows)
        {
            var key = await OpenAsync(row, cancellationToken).ConfigureAwait(false);
            _open[row.Id] = key;
            if (row.Purpose == VaultKeyPurpose.DataKeys)
            {
                _wrapping = key;
            }
            else
            {
                _digests = key;
            }
        }

        if (_wrapping is null || _digests is null)
        {
            throw new StoreException(
                StoreFailure.WrongKey,
                $"The keys of {_provider.Description} are not in the key directory that was named. It lies where the store was made; name that directory, or restore it from its own backup."
            );
        }
    }

    private async Task<VaultKey> OpenAsync(VaultKeyRow row, CancellationToken cancellationToken)
    {
        try
        {
            var key = await _keys.UnwrapAsync(row.ProviderKeyId, row.Wrapped, cancellationToken).ConfigureAwait(false);
            return new VaultKey(row.Id, row.Purpose, row.Generation, key);
        }
        catch (CryptographicException exception)
        {
            throw new StoreException(
                StoreFailure.WrongKey,
                $"The key '{_keys.CurrentKeyId}' does not open {_provider.Description}, which was closed with '{row.ProviderKeyId}'{(row.ProviderKeyId == _keys.CurrentKeyId ? ", another one of that name" : "")}. Use the key, or the key ring, that the store was made with.",
                exception
            );
        }
    }

    private async Task EnsureAsync(VaultKeyPurpose purpose, CancellationToken cancellationToken)
    {
        var fresh = new VaultKey(
            Guid.CreateVersion7(),
            purpose,
            Generation: 1,
            RandomNumberGenerator.GetBytes(Envelope.KeyBytes)
        );
        var row = await WrapAsync(fresh, cancellationToken).ConfigureAwait(false);
        await _writer
            .EnsureAsync(
                async (scope, token) =>
                {
                    if (
                        !await scope
                            .Context.VaultKeys.AnyAsync(key => key.Purpose == purpose, token)
                            .ConfigureAwait(false)
                    )
                    {
                        scope.Context.VaultKeys.Add(row);
                        await scope.Context.SaveChangesAsync(token).ConfigureAwait(false);
                    }

                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task<VaultKeyRow> WrapAsync(VaultKey key, CancellationToken cancellationToken) =>
        new()
        {
            Id = key.Id,
            Purpose = key.Purpose,
            Generation = key.Generation,
            ProviderKeyId = _keys.CurrentKeyId,
            Wrapped = await _keys.WrapAsync(key.Key, cancellationToken).ConfigureAwait(false),
            CreatedAt = _time.GetUtcNow(),
        };

    private async ValueTask<byte[]> UnwrapAsync(
        DataKeyRow row,
        VaultCiphers ciphers,
        CancellationToken cancellationToken
    )
    {
        if (!_open.TryGetValue(row.VaultKeyId, out var wrapping))
        {
            // Another process has rotated since.
            await OpenKeysAsync(cancellationToken).ConfigureAwait(false);
            wrapping = _open[row.VaultKeyId];
        }

        try
        {
            return Envelope.Open(ciphers.Get(wrapping), row.Wrapped, Associated(row.IdentityId));
        }
        catch (CryptographicException exception)
        {
            throw new StoreException(
                StoreFailure.Tampered,
                $"The data key of identity {row.IdentityId} does not open: the vault was changed outside VisionSdk. Restore the vault from its own backup.",
                exception
            );
        }
    }

    private async Task CreateTablesAsync(CancellationToken cancellationToken)
    {
        using var context = new KeyVaultDbContext(_options);
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Another process may have made it in the meantime; anything else shows in the next step.
            }
        }

        if (!await creator.HasTablesAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await creator.CreateTablesAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (!await creator.HasTablesAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }
            }
        }
    }
}
