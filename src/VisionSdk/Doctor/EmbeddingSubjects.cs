using System.Collections.Immutable;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Finds what an embedder is to embed: whole photos, or the faces in them, cut as its manifest says.</summary>
internal static class EmbeddingSubjects
{
    // More show nothing new, and every subject runs under every reading.
    private const int MaxSubjects = 12;

    public static ImmutableArray<EmbeddingSubject> Find(
        EmbeddingSettings settings,
        ModelInput input,
        PhotoSet photos,
        FacePipeline? faces
    ) =>
        settings.Aligner == FaceAligner.None
            ?
            [
                .. photos
                    .Images.Select(static image => new EmbeddingSubject(image, WholeOf(image), null))
                    .Take(MaxSubjects),
            ]
            :
            [
                .. Faces(photos, faces)
                    .Select(found => Cut(found.Image, found.Face, settings, input))
                    .OfType<EmbeddingSubject>(),
            ];

    /// <summary>The same faces, cut in the ways that the manifest does not name.</summary>
    public static IEnumerable<(string Change, ImmutableArray<EmbeddingSubject> Subjects)> OtherCuts(
        EmbeddingSettings settings,
        ModelInput input,
        PhotoSet photos,
        FacePipeline? faces
    )
    {
        if (settings.Aligner == FaceAligner.None || input.Width != input.Height)
        {
            yield break;
        }

        foreach (
            var (aligner, padding) in new[]
            {
                (FaceAligner.ArcFace5, 0f),
                (FaceAligner.Dlib68, 0.25f),
                (FaceAligner.Dlib68, 0f),
            }
        )
        {
            if (aligner != settings.Aligner || MathF.Abs(padding - settings.ChipPadding) > 0.1f)
            {
                var other = settings with { Aligner = aligner, ChipPadding = padding };
                yield return (
                    FormattableString.Invariant(
                        $"embedding.aligner: {DecoderNames.Of(aligner)}, embedding.chipPadding: {padding}"
                    ),
                    Find(other, input, photos, faces)
                );
            }
        }
    }

    private static EmbeddingSubject? Cut(DecodedImage image, Face face, EmbeddingSettings settings, ModelInput input)
    {
        if (settings.Aligner == FaceAligner.Box)
        {
            return new EmbeddingSubject(image, face.Detection.Box.ScaleAboutCenter(input.RegionScale), null);
        }

        return FaceAlignment.TryEstimateChipToImage(
            face.Landmarks.AsSpan(),
            settings.Aligner,
            input.Size,
            settings.ChipPadding,
            out var chip
        )
            ? new EmbeddingSubject(image, face.Detection.Box, chip)
            : null;
    }

    private static IEnumerable<(DecodedImage Image, Face Face)> Faces(PhotoSet photos, FacePipeline? faces) =>
        faces is null
            ? []
            : photos
                .Images.Zip(photos.Encoded)
                .SelectMany(photo => faces.Analyze(photo.Second).Select(face => (photo.First, face)))
                .Where(static found => !found.face.Landmarks.IsEmpty)
                .Take(MaxSubjects);

    private static BoundingBox WholeOf(DecodedImage image) =>
        new(0, 0, image.SourceSize.Width, image.SourceSize.Height);
}
