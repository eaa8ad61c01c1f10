using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Embeds the faces of one picture.</summary>
internal sealed class EmbedJob(ImageSource source, string profile, FaceRequest request)
    : FaceJob<EmbeddingResult>("embed", source, request)
{
    protected override ValueTask<FaceChain> ChainAsync(
        VisionRuntime runtime,
        SlotGeneration generation,
        CancellationToken cancellationToken
    ) => runtime.Profiles.HoldAsync(generation, profile, FaceFeatures.Embedding, cancellationToken);

    public override string ActivityName => "visionsdk.embed";

    public override EmbeddingResult Complete(Provenance provenance)
    {
        var faces = ImmutableArray.CreateBuilder<FaceEmbedding>(Reading.Faces.Length);
        foreach (var face in Reading.Faces)
        {
            if (face.Embedding is { } embedding)
            {
                faces.Add(new FaceEmbedding(face.Box, face.Confidence, embedding));
            }
        }

        return new EmbeddingResult
        {
            Faces = faces.DrainToImmutable(),
            FacesFound = Reading.FacesFound,
            ImageSize = Reading.ImageSize,
            Provenance = provenance,
        };
    }
}
