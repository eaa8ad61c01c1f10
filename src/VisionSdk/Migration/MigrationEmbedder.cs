using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Embeds pictures in one of a move's two spaces, as enrolling there would.</summary>
internal sealed class MigrationEmbedder(ProbeReader reader, MigrationModels models)
{
    private const string Operation = "migrate";

    /// <summary>Embeds a picture that was kept.</summary>
    /// <param name="store">The store.</param>
    /// <param name="slot">The move's slot.</param>
    /// <param name="version">The version that makes the vector.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="crop">The picture.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The vector; <see langword="null"/> when the picture gives none.</returns>
    /// <exception cref="ImageDecodeException">The picture is damaged.</exception>
    public async Task<Embedding?> EmbedAsync(
        VisionStore store,
        string slot,
        ModelVersionRecord version,
        string profile,
        EnrolmentCrop crop,
        CancellationToken cancellationToken
    )
    {
        var request = new FaceRequest(
            FaceFeatures.Embedding,
            new FaceChoice(MinSize: 0, MaxFaces: 1, RequireSingle: false),
            MinConfidence: null
        )
        {
            IsCrop = true,
            Place = crop.Place,
        };
        var probe = await EmbedAsync(
                store,
                slot,
                version,
                profile,
                ImageSource.FromBytes(crop.Content),
                request,
                cancellationToken
            )
            .ConfigureAwait(false);
        return probe.Embedding;
    }

    /// <summary>Reads a picture with one of the versions.</summary>
    public async Task<Probe> EmbedAsync(
        VisionStore store,
        string slot,
        ModelVersionRecord version,
        string profile,
        ImageSource image,
        FaceRequest request,
        CancellationToken cancellationToken
    )
    {
        var generation = await models.GenerationAsync(store, slot, version, cancellationToken).ConfigureAwait(false);
        return await reader
            .ReadAsync(Operation, image, profile, request, cancellationToken, generation)
            .ConfigureAwait(false);
    }
}
