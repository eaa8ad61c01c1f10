using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    // Small enough that other writers get their turn in between.
    private const int WeightsPart = 1 << 20;

    /// <summary>Whether the store keeps the graph file of a model version.</summary>
    /// <param name="sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there is anything of it; that it is whole shows when it is read and its hash is checked.</returns>
    public Task<bool> HasWeightsAsync(string sha256, CancellationToken cancellationToken = default) =>
        _contexts.ReadAsync(
            "Looking for weights",
            (context, token) => context.ModelWeights.AnyAsync(row => row.Sha256 == sha256, token),
            cancellationToken
        );

    /// <summary>Writes the graph file of a model version to a stream, as it lies in the store.</summary>
    /// <param name="sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
    /// <param name="destination">Where to; the caller checks the hash of what has arrived.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes were written; 0 when the store does not keep the file.</returns>
    public async Task<long> ReadWeightsAsync(
        string sha256,
        Stream destination,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sha256);
        ArgumentNullException.ThrowIfNull(destination);
        long written = 0;
        for (var ordinal = 0; ; ordinal++)
        {
            var part = await _contexts
                .ReadAsync(
                    "Reading weights",
                    (context, token) =>
                        context
                            .ModelWeights.Where(row => row.Sha256 == sha256 && row.Ordinal == ordinal)
                            .Select(static row => row.Content)
                            .SingleOrDefaultAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (part is null)
            {
                return written;
            }

            await destination.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            written += part.Length;
        }
    }

    private async Task KeepWeightsAsync(ModelManifest manifest, Func<Stream>? open, CancellationToken cancellationToken)
    {
        if (open is null)
        {
            return;
        }

        // Hashed before anything is written, so that wrong bytes never replace right ones.
        await CheckWeightsAsync(manifest, open, cancellationToken).ConfigureAwait(false);
        var stream = open();
        await using (stream.ConfigureAwait(false))
        {
            var part = new byte[WeightsPart];
            for (var ordinal = 0; ; ordinal++)
            {
                var length = await stream
                    .ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancellationToken)
                    .ConfigureAwait(false);
                if (length == 0)
                {
                    return;
                }

                await KeepPartAsync(
                        manifest.Artifact.Sha256,
                        ordinal,
                        part.AsMemory(0, length).ToArray(),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        }
    }

    private static async Task CheckWeightsAsync(
        ModelManifest manifest,
        Func<Stream> open,
        CancellationToken cancellationToken
    )
    {
        var stream = open();
        await using (stream.ConfigureAwait(false))
        {
            var promised = manifest.Artifact.Sha256;
            var actual = Convert.ToHexStringLower(
                await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)
            );
            if (actual != promised)
            {
                throw new ModelIntegrityException(
                    $"The graph of model '{manifest.Id}' {manifest.Version} has SHA-256 {actual}; its manifest promises {promised}. Restore the package.",
                    manifest.Id,
                    path: null,
                    promised,
                    actual
                );
            }
        }
    }

    /// <summary>Writes a part, also over one that lies there with other bytes, which somebody has damaged.</summary>
    private Task<bool> KeepPartAsync(string sha256, int ordinal, byte[] content, CancellationToken cancellationToken) =>
        _writer.EnsureAsync(
            async (scope, token) =>
            {
                var row = await scope
                    .Context.ModelWeights.SingleOrDefaultAsync(
                        row => row.Sha256 == sha256 && row.Ordinal == ordinal,
                        token
                    )
                    .ConfigureAwait(false);
                if (row is null)
                {
                    scope.Context.ModelWeights.Add(
                        new ModelWeightsRow
                        {
                            Sha256 = sha256,
                            Ordinal = ordinal,
                            Content = content,
                        }
                    );
                }
                else if (!row.Content.AsSpan().SequenceEqual(content))
                {
                    row.Content = content;
                }

                await scope.Context.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );
}
