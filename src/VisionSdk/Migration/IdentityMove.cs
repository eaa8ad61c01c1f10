using System.Collections.Immutable;
using VisionSdk.ML;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Makes the vectors that one identity lacks.</summary>
/// <param name="migration">The move.</param>
/// <param name="embedAsync">Embeds a kept picture with one of the two versions.</param>
internal sealed class IdentityMove(
    EmbeddingMigrationRecord migration,
    Func<ModelVersionRecord, string, EnrolmentCrop, CancellationToken, Task<Embedding?>> embedAsync
)
{
    /// <summary>Makes vectors from pictures; what has none waits for the bridge.</summary>
    public async Task<MigratedIdentity> EmbedAsync(MigrationItem item, CancellationToken cancellationToken)
    {
        var made = ImmutableArray.CreateBuilder<MigratedVector>();
        string? problem = null;
        foreach (var source in item.Sources.Where(static source => source.Crop is not null))
        {
            foreach (var version in Missing(source))
            {
                try
                {
                    var embedding = await embedAsync(version, item.Profile, source.Crop!, cancellationToken)
                        .ConfigureAwait(false);
                    if (embedding is not null)
                    {
                        made.Add(new MigratedVector(source, embedding));
                        continue;
                    }

                    problem = $"The kept picture gives {version} nothing to embed.";
                }
                catch (ImageDecodeException)
                {
                    problem = "The kept picture is damaged.";
                }
            }
        }

        var isComplete = !Unmade(item, made).Any();
        return new MigratedIdentity(
            item,
            !isComplete ? EmbeddingMigrationItemState.Uncropped
                : item.Sources.Any(static source => source.IsOldBridged || source.IsNewBridged)
                    ? EmbeddingMigrationItemState.Bridged
                : EmbeddingMigrationItemState.Done,
            made.ToImmutable(),
            isComplete ? null : problem
        );
    }

    /// <summary>Maps what could not be made from a picture.</summary>
    /// <param name="item">The identity.</param>
    /// <param name="forward">From the old space to the new one; <see langword="null"/> when there is no bridge.</param>
    /// <param name="backward">The other way.</param>
    /// <param name="reason">Why there is no bridge.</param>
    public MigratedIdentity Bridge(MigrationItem item, SpaceBridge? forward, SpaceBridge? backward, string reason)
    {
        var made = ImmutableArray.CreateBuilder<MigratedVector>();
        string? problem = null;
        foreach (var (source, version) in Unmade(item, []))
        {
            var isForward = version == migration.To;
            var known = isForward ? source.Old : source.New;
            if (known is null)
            {
                problem = "It has neither a kept picture nor a vector of the other space.";
            }
            else if ((isForward ? forward : backward) is { } bridge)
            {
                made.Add(new MigratedVector(source, bridge.Map(known), IsBridged: true));
            }
            else
            {
                problem = reason;
            }
        }

        return new MigratedIdentity(
            item,
            problem is null ? EmbeddingMigrationItemState.Bridged : EmbeddingMigrationItemState.Failed,
            made.ToImmutable(),
            problem
        );
    }

    private IEnumerable<ModelVersionRecord> Missing(MigrationSource source)
    {
        if (source.New is null)
        {
            yield return migration.To;
        }

        // What was never in either space belongs in the new one only.
        if (source is { Old: null, New: not null })
        {
            yield return migration.From;
        }
    }

    /// <summary>What is still missing. A reference that has no picture is not missed where another one is there that was made from a picture.</summary>
    private IEnumerable<(MigrationSource Source, ModelVersionRecord Version)> Unmade(
        MigrationItem item,
        IReadOnlyCollection<MigratedVector> made
    ) =>
        from source in item.Sources
        from version in Missing(source)
        where
            !made.Any(vector => ReferenceEquals(vector.Source, source) && vector.Embedding.Space == version.Space)
            && (source.IsCounterexample || !HasReal(item, made, version))
        select (source, version);

    private bool HasReal(MigrationItem item, IReadOnlyCollection<MigratedVector> made, ModelVersionRecord version) =>
        made.Any(vector => !vector.Source.IsCounterexample && vector.Embedding.Space == version.Space)
        || item.Sources.Any(source =>
            !source.IsCounterexample
            && (
                version == migration.To
                    ? source is { New: not null, IsNewBridged: false }
                    : source is { Old: not null, IsOldBridged: false }
            )
        );
}
