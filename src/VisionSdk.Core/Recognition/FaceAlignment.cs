namespace VisionSdk;

/// <summary>Finds how a face must be cut out of a picture so that its features lie where an embedding network expects them.</summary>
/// <remarks>
/// <para>
/// The transform is the least-squares similarity (rotation, uniform scale, translation; no reflection) from the template's points
/// to the landmarks, so the error is counted in pixels of the picture. Sample the picture at <c>Map(x + 0.5, y + 0.5)</c> for the
/// chip pixel (x, y): coordinates are continuous on both sides, as in <see cref="BoundingBox"/>.
/// </para>
/// <para>
/// Templates: <see cref="FaceAligner.Dlib68"/> is dlib's mean face over landmarks 27 to 54 and 60 to 64, placed at
/// <c>(padding + mean) / (2·padding + 1) · side</c>; <see cref="FaceAligner.ArcFace5"/> is the five-point template of 112x112
/// pixels (Deng et al., CVPR 2019), scaled to the side and padded by the same rule; padding 0 gives the published figures.
/// </para>
/// </remarks>
public static class FaceAlignment
{
    /// <summary>Finds the transform from pixels of the chip to pixels of the picture.</summary>
    /// <param name="landmarks">
    /// 68 landmarks in the order of <see cref="FaceLandmarks68"/>, in pixels of the picture. <see cref="FaceAligner.ArcFace5"/> also
    /// takes five: the subject's right eye (left in the picture), left eye, nose tip, right and left corner of the mouth.
    /// </param>
    /// <param name="aligner">An aligner that has a template.</param>
    /// <param name="chip">Size of the chip, in pixels; square.</param>
    /// <param name="padding">Border around the template, as a fraction of the face on each side; 0 or more.</param>
    /// <returns>The transform from chip to picture; its scale is picture pixels per chip pixel.</returns>
    /// <exception cref="ArgumentException">The aligner has no template, or the number of landmarks is not the template's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chip is empty or not square, or the padding is negative or not finite.</exception>
    /// <exception cref="DegenerateLandmarksException">The landmarks determine no transform.</exception>
    public static SimilarityTransform EstimateChipToImage(
        ReadOnlySpan<Keypoint> landmarks,
        FaceAligner aligner,
        ImageSize chip,
        float padding = 0
    ) =>
        TryEstimateChipToImage(landmarks, aligner, chip, padding, out var chipToImage)
            ? chipToImage
            : throw new DegenerateLandmarksException(
                $"The {landmarks.Length} landmarks cannot be aligned to the {aligner} template: they coincide, mirror it or are not finite. The region is probably not a face; detect again with a higher confidence."
            );

    /// <summary>Finds the transform from pixels of the chip to pixels of the picture, unless the landmarks determine none.</summary>
    /// <param name="landmarks">Landmarks, as for <see cref="EstimateChipToImage"/>.</param>
    /// <param name="aligner">An aligner that has a template.</param>
    /// <param name="chip">Size of the chip, in pixels; square.</param>
    /// <param name="padding">Border around the template, as a fraction of the face on each side; 0 or more.</param>
    /// <param name="chipToImage">The transform; <see cref="SimilarityTransform.Identity"/> when there is none.</param>
    /// <returns><see langword="false"/> when the landmarks coincide, mirror the template or are not finite.</returns>
    /// <exception cref="ArgumentException">The aligner has no template, or the number of landmarks is not the template's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chip is empty or not square, or the padding is negative or not finite.</exception>
    public static bool TryEstimateChipToImage(
        ReadOnlySpan<Keypoint> landmarks,
        FaceAligner aligner,
        ImageSize chip,
        float padding,
        out SimilarityTransform chipToImage
    )
    {
        ThrowIfNotAlignable(landmarks, aligner);
        ThrowIfNotSquare(chip);
        if (!(padding >= 0 && float.IsFinite(padding)))
        {
            throw new ArgumentOutOfRangeException(nameof(padding), padding, "The padding is negative or not finite.");
        }

        Span<Keypoint> template = stackalloc Keypoint[FaceTemplate.MaxPoints];
        Span<Keypoint> face = stackalloc Keypoint[FaceTemplate.MaxPoints];
        var count = FaceTemplate.WritePoints(aligner, chip.Width, padding, template);
        _ = FaceTemplate.SelectLandmarks(aligner, landmarks, face);
        return SimilarityEstimator.TryEstimate(template[..count], face[..count], out chipToImage);
    }

    private static void ThrowIfNotAlignable(ReadOnlySpan<Keypoint> landmarks, FaceAligner aligner)
    {
        if (aligner is not (FaceAligner.Dlib68 or FaceAligner.ArcFace5))
        {
            throw new ArgumentException(
                $"The aligner {aligner} has no template; cut the picture by the detector's box instead.",
                nameof(aligner)
            );
        }

        if (landmarks.Length != FaceLandmarks68.Count && !(aligner == FaceAligner.ArcFace5 && landmarks.Length == 5))
        {
            throw new ArgumentException(
                $"The aligner {aligner} takes {(aligner == FaceAligner.ArcFace5 ? "5 or 68" : "68")} landmarks; got {landmarks.Length}.",
                nameof(landmarks)
            );
        }
    }

    private static void ThrowIfNotSquare(ImageSize chip)
    {
        if (chip.Width <= 0 || chip.Width != chip.Height)
        {
            throw new ArgumentOutOfRangeException(
                nameof(chip),
                chip,
                "The templates are square; the chip must be too, and not empty."
            );
        }
    }
}
