using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Writes a consistent copy of the store while it is in use. Keys are not part of it.</summary>
    /// <param name="path">The file to write; it must not exist.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when the copy is on disk.</returns>
    /// <exception cref="IOException">The file exists.</exception>
    /// <exception cref="NotSupportedException">The database has tools of its own for this.</exception>
    public Task BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return File.Exists(path)
            ? throw new IOException($"'{path}' exists and is not overwritten. Name another file.")
            : _contexts.ReadAsync(
                "Backing up",
                async (context, token) =>
                {
                    await context.Database.OpenConnectionAsync(token).ConfigureAwait(false);
                    await _contexts
                        .Provider.BackupAsync(context.Database.GetDbConnection(), path, token)
                        .ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            );
    }

    /// <summary>Checks the integrity of the database.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Problems in words; none when all is well.</returns>
    public Task<IReadOnlyList<string>> CheckIntegrityAsync(CancellationToken cancellationToken = default) =>
        _contexts.ReadAsync(
            "Checking the integrity",
            async (context, token) =>
            {
                await context.Database.OpenConnectionAsync(token).ConfigureAwait(false);
                return await _contexts
                    .Provider.CheckIntegrityAsync(context.Database.GetDbConnection(), token)
                    .ConfigureAwait(false);
            },
            cancellationToken
        );

    /// <summary>Wraps every data key anew, under a new vault key and the key provider's current key. Vectors need not be touched.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many data keys were wrapped anew; 0 in a store without encryption.</returns>
    public Task<int> RotateKeysAsync(CancellationToken cancellationToken = default) =>
        _vault is null ? Task.FromResult(0) : _vault.RotateAsync(cancellationToken);
}
