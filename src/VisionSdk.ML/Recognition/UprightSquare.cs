namespace VisionSdk.ML;

/// <summary>The square in which landmarks are looked for, turned so that the face in it is upright.</summary>
/// <param name="CenterX">Centre, in pixels of the displayed source.</param>
/// <param name="CenterY">Centre, in pixels of the displayed source.</param>
/// <param name="Side">Length of a side, in pixels of the displayed source.</param>
/// <param name="Roll">Turn of the face in the picture's plane, clockwise as one sees it, in radians.</param>
/// <remarks>
/// The landmark network has learnt upright faces. In a crop along the picture's axes it places the points of a face that leans by a third
/// of a right angle in a heap about the nose.
/// </remarks>
internal readonly record struct UprightSquare(float CenterX, float CenterY, float Side, float Roll)
{
    // The second square is the landmarks' own (brows to chin), grown about its centre. Chosen on LFW View 1, the split for choosing.
    private const float Growth = 1.2f;

    // First landmarks that would change the square by more than this are a failure of the network, not news about the face.
    private const float LargestChange = 2;

    /// <summary>By the detector: its box, and where it marks keypoints the eyes, which every face detector gives first.</summary>
    public static UprightSquare Of(Detection detection)
    {
        var box = detection.Box;
        var points = detection.Keypoints;
        var roll =
            points.IsDefault || points.Length < 2
                ? 0
                : MathF.Atan2(points[1].Y - points[0].Y, points[1].X - points[0].X);
        return new UprightSquare(box.CenterX, box.CenterY, MathF.Max(box.Width, box.Height), roll);
    }

    /// <summary>By 68 landmarks; this square again where they make no plausible one.</summary>
    public UprightSquare Refine(ReadOnlySpan<Keypoint> landmarks)
    {
        var roll = FaceLandmarks68.Roll(landmarks);
        var (sine, cosine) = MathF.SinCos(-roll);
        Span<Keypoint> upright = stackalloc Keypoint[landmarks.Length];
        for (var i = 0; i < upright.Length; i++)
        {
            var (x, y) = (landmarks[i].X, landmarks[i].Y);
            upright[i] = new Keypoint((x * cosine) - (y * sine), (x * sine) + (y * cosine));
        }

        var bounds = FaceLandmarks68.Bounds(upright);
        var side = MathF.Max(bounds.Width, bounds.Height) * Growth;
        return side > Side / LargestChange && side < Side * LargestChange
            ? new UprightSquare(
                (bounds.CenterX * cosine) + (bounds.CenterY * sine),
                (bounds.CenterY * cosine) - (bounds.CenterX * sine),
                side,
                roll
            )
            : this;
    }

    /// <summary>Maps the network's input to this square.</summary>
    public SimilarityTransform ChipToImage(ImageSize canvas)
    {
        var scale = Side / MathF.Min(canvas.Width, canvas.Height);
        var (sine, cosine) = MathF.SinCos(Roll);
        var (a, b) = (scale * cosine, scale * sine);
        var (middleX, middleY) = (canvas.Width / 2f, canvas.Height / 2f);
        return new SimilarityTransform(
            a,
            b,
            CenterX - ((a * middleX) - (b * middleY)),
            CenterY - ((b * middleX) + (a * middleY))
        );
    }
}
