using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Makes what is stored of pictures that were accepted: in both spaces while the profile's gallery moves from one to the other.</summary>
internal sealed class ReferenceMaker(MigrationEmbedder embedder, VisionSdkOptions options, TimeProvider time)
{
    /// <summary>Makes the references of some pictures.</summary>
    /// <param name="store">The store.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="sources">The pictures, each with an embedding.</param>
    /// <param name="isCounterexample">Whether they show somebody else.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>
    /// A reference for each in the space in which it was read, in their order; then those of the other space. A picture that gives none there
    /// is left to the move, which has the identity on its list.
    /// </returns>
    public async Task<ImmutableArray<EnrolmentReference>> MakeAsync(
        VisionStore store,
        string profile,
        ImmutableArray<ReferenceSource> sources,
        bool isCounterexample,
        CancellationToken cancellationToken
    )
    {
        var made = sources
            .Select(source => ReferenceOf(source, profile) with { IsCounterexample = isCounterexample })
            .ToList();
        if (await store.FindOpenMigrationAsync(profile, cancellationToken).ConfigureAwait(false) is { } migration)
        {
            for (var place = 0; place < sources.Length; place++)
            {
                var other = await OtherAsync(store, migration, profile, sources[place], made[place], cancellationToken)
                    .ConfigureAwait(false);
                if (other is not null)
                {
                    made.Add(other);
                }
            }
        }

        return [.. made];
    }

    private EnrolmentReference ReferenceOf(ReferenceSource source, string profile)
    {
        var reading = source.Probe.Reading;
        var isWhole = options.Profiles[profile].Detector is null && source.Picture.Box is null;
        return new EnrolmentReference
        {
            Embedding = source.Probe.Embedding!,
            Model = source.Probe.Embedder,
            SourceHash = source.Probe.SourceHash,
            Quality = reading.Faces[0].Quality?.Sharpness,
            Crop = reading.Crops is [var crop, ..]
                ? new EnrolmentCrop(crop.Bytes, crop.MediaType, time.GetUtcNow() + options.Store.CropRetention)
                {
                    Place = isWhole ? null : new CropPlace(crop.Face, crop.Keypoints),
                }
                : null,
        };
    }

    private async Task<EnrolmentReference?> OtherAsync(
        VisionStore store,
        EmbeddingMigrationRecord migration,
        string profile,
        ReferenceSource source,
        EnrolmentReference reference,
        CancellationToken cancellationToken
    )
    {
        var version = reference.Embedding.Space == migration.To.Space ? migration.From : migration.To;
        try
        {
            var embedding = await EmbedAsync(
                    store,
                    migration.Slot,
                    version,
                    profile,
                    source,
                    reference,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return embedding is null
                ? null
                : reference with
                {
                    Embedding = embedding,
                    Model = ModelManifestSerializer.Deserialize(version.Manifest.Span),
                };
        }
        catch (VisionSdkException exception) when (exception is not StoreException)
        {
            // The enrolment counts in the space that answers, however the other embedder fails; its space gets it from the move.
            return null;
        }
    }

    private async Task<Embedding?> EmbedAsync(
        VisionStore store,
        string slot,
        ModelVersionRecord version,
        string profile,
        ReferenceSource source,
        EnrolmentReference reference,
        CancellationToken cancellationToken
    )
    {
        if (reference.Crop is { } crop)
        {
            return await embedder
                .EmbedAsync(store, slot, version, profile, crop, cancellationToken)
                .ConfigureAwait(false);
        }

        if (source.Picture.Image.Stream is not null)
        {
            // It has been read to its end.
            return null;
        }

        var probe = await embedder
            .EmbedAsync(store, slot, version, profile, source.Picture.Image, source.Request, cancellationToken)
            .ConfigureAwait(false);
        return probe.Embedding;
    }
}
