namespace VisionSdk;

/// <summary>What the 68 landmarks of a face are, and the measurements that can be read off them.</summary>
/// <remarks>
/// The order is that of the iBUG 300-W annotation (Sagonas et al., "300 Faces in-the-Wild Challenge", ICCV Workshops 2013).
/// <em>Right</em> and <em>left</em> are the subject's own: the right eye is at the left of an unmirrored picture. Every method
/// takes exactly <see cref="Count"/> points in pixels of the displayed picture.
/// </remarks>
public static class FaceLandmarks68
{
    /// <summary>Number of landmarks.</summary>
    public const int Count = 68;

    /// <summary>Index of the tip of the nose.</summary>
    public const int NoseTip = 30;

    /// <summary>Index of the outer corner of the right eye.</summary>
    public const int RightEyeOuterCorner = 36;

    /// <summary>Index of the outer corner of the left eye.</summary>
    public const int LeftEyeOuterCorner = 45;

    /// <summary>Index of the right corner of the mouth.</summary>
    public const int RightMouthCorner = 48;

    /// <summary>Index of the left corner of the mouth.</summary>
    public const int LeftMouthCorner = 54;

    /// <summary>Jaw line, from the right ear over the chin to the left ear.</summary>
    public static Range Jaw => 0..17;

    /// <summary>Right eyebrow, from the outside inwards.</summary>
    public static Range RightEyebrow => 17..22;

    /// <summary>Left eyebrow, from the inside outwards.</summary>
    public static Range LeftEyebrow => 22..27;

    /// <summary>Bridge of the nose, from between the eyes to the tip.</summary>
    public static Range NoseBridge => 27..31;

    /// <summary>Lower edge of the nose, from the right nostril to the left.</summary>
    public static Range NoseBase => 31..36;

    /// <summary>Contour of the right eye, from its outer corner, over the upper lid first.</summary>
    public static Range RightEye => 36..42;

    /// <summary>Contour of the left eye, from its inner corner, over the upper lid first.</summary>
    public static Range LeftEye => 42..48;

    /// <summary>Outer contour of the lips, from the right corner, over the upper lip first.</summary>
    public static Range OuterLips => 48..60;

    /// <summary>Inner contour of the lips, from the right corner, over the upper lip first.</summary>
    public static Range InnerLips => 60..68;

    /// <summary>The smallest box around the landmarks.</summary>
    /// <param name="landmarks">68 landmarks.</param>
    /// <returns>The box, in pixels of the picture. It ends at the eyebrows: a forehead is above it.</returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    public static BoundingBox Bounds(ReadOnlySpan<Keypoint> landmarks)
    {
        ThrowIfNotComplete(landmarks);
        var (left, top) = (landmarks[0].X, landmarks[0].Y);
        var (right, bottom) = (left, top);
        foreach (var point in landmarks[1..])
        {
            left = MathF.Min(left, point.X);
            top = MathF.Min(top, point.Y);
            right = MathF.Max(right, point.X);
            bottom = MathF.Max(bottom, point.Y);
        }

        return BoundingBox.FromLeftTopRightBottom(left, top, right, bottom);
    }

    /// <summary>Centre of the right eye: the mean of its contour.</summary>
    /// <param name="landmarks">68 landmarks.</param>
    /// <returns>The centre, in pixels of the picture.</returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    public static Keypoint RightEyeCenter(ReadOnlySpan<Keypoint> landmarks)
    {
        ThrowIfNotComplete(landmarks);
        return Mean(landmarks[RightEye]);
    }

    /// <summary>Centre of the left eye: the mean of its contour.</summary>
    /// <param name="landmarks">68 landmarks.</param>
    /// <returns>The centre, in pixels of the picture.</returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    public static Keypoint LeftEyeCenter(ReadOnlySpan<Keypoint> landmarks)
    {
        ThrowIfNotComplete(landmarks);
        return Mean(landmarks[LeftEye]);
    }

    /// <summary>Distance between the centres of the eyes: the usual measure of a face's resolution.</summary>
    /// <param name="landmarks">68 landmarks.</param>
    /// <returns>The distance, in pixels of the picture.</returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    public static float InterEyeDistance(ReadOnlySpan<Keypoint> landmarks)
    {
        var (right, left) = (RightEyeCenter(landmarks), LeftEyeCenter(landmarks));
        return float.Hypot(left.X - right.X, left.Y - right.Y);
    }

    /// <summary>Rotation of the head in the picture's plane: the angle of the line from the right eye to the left.</summary>
    /// <param name="landmarks">68 landmarks.</param>
    /// <returns>Radians in [−π, π]; 0 for an upright face, positive when the face is turned clockwise as one sees it.</returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    public static float Roll(ReadOnlySpan<Keypoint> landmarks)
    {
        var (right, left) = (RightEyeCenter(landmarks), LeftEyeCenter(landmarks));
        return MathF.Atan2(left.Y - right.Y, left.X - right.X);
    }

    /// <summary>How far the nose has moved sideways between the eyes: a sign of a turned head, not an angle.</summary>
    /// <param name="landmarks">68 landmarks.</param>
    /// <returns>
    /// The foot of the nose tip on the line between the outer eye corners: 0 in the middle (frontal), −1 at the right eye's corner,
    /// +1 at the left eye's; beyond ±1 in profile. Independent of position, scale and roll. 0 when the eye corners coincide.
    /// </returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    /// <remarks>It grows with yaw but depends on how far a person's nose protrudes: use it to rank or refuse views, not to measure.</remarks>
    public static float YawAsymmetry(ReadOnlySpan<Keypoint> landmarks)
    {
        ThrowIfNotComplete(landmarks);
        var right = landmarks[RightEyeOuterCorner];
        var left = landmarks[LeftEyeOuterCorner];
        var nose = landmarks[NoseTip];
        var (dx, dy) = (left.X - right.X, left.Y - right.Y);
        var squared = (dx * dx) + (dy * dy);
        return squared > 0 ? (2 * (((nose.X - right.X) * dx) + ((nose.Y - right.Y) * dy)) / squared) - 1 : 0;
    }

    /// <summary>Where the nose tip lies on the way from the eyes down to the mouth: a sign of a raised or lowered head, not an angle.</summary>
    /// <param name="landmarks">68 landmarks.</param>
    /// <returns>
    /// 0 at the height of the eyes, 1 at the height of the mouth corners; about 0.55 for a level mean face, less when the head is
    /// raised, more when it is lowered. Independent of position, scale and roll. NaN when eyes and mouth coincide.
    /// </returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    /// <remarks>Faces differ in it when they look straight ahead: use it to rank or refuse extreme views, not to measure.</remarks>
    public static float NoseHeightRatio(ReadOnlySpan<Keypoint> landmarks)
    {
        ThrowIfNotComplete(landmarks);
        var eyes = Middle(Mean(landmarks[RightEye]), Mean(landmarks[LeftEye]));
        var mouth = Middle(landmarks[RightMouthCorner], landmarks[LeftMouthCorner]);
        var nose = landmarks[NoseTip];
        var (dx, dy) = (mouth.X - eyes.X, mouth.Y - eyes.Y);
        return (((nose.X - eyes.X) * dx) + ((nose.Y - eyes.Y) * dy)) / ((dx * dx) + (dy * dy));
    }

    /// <summary>How wide the eyes stand compared with the way down to the mouth: foreshortened when the head is turned to a side.</summary>
    /// <param name="landmarks">68 landmarks.</param>
    /// <returns>
    /// Distance between the centres of the eyes over the distance from their middle to the middle of the mouth corners: about 0.9 for a
    /// frontal mean face, and less in proportion to the cosine of the yaw. Independent of position, scale and roll. Infinite when eyes
    /// and mouth coincide.
    /// </returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    /// <remarks>It sees a profile whose nose was located wrongly, which <see cref="YawAsymmetry"/> misses.</remarks>
    public static float EyeSpacingRatio(ReadOnlySpan<Keypoint> landmarks)
    {
        var (right, left) = (RightEyeCenter(landmarks), LeftEyeCenter(landmarks));
        var eyes = Middle(right, left);
        var mouth = Middle(landmarks[RightMouthCorner], landmarks[LeftMouthCorner]);
        return float.Hypot(left.X - right.X, left.Y - right.Y) / float.Hypot(mouth.X - eyes.X, mouth.Y - eyes.Y);
    }

    /// <summary>Reduces 68 landmarks to the five that many aligners use.</summary>
    /// <param name="landmarks">68 landmarks.</param>
    /// <param name="destination">At least five points: right eye, left eye, nose tip, right and left corner of the mouth.</param>
    /// <exception cref="ArgumentException">There are not 68 landmarks, or there is no room for five points.</exception>
    public static void WriteFivePoints(ReadOnlySpan<Keypoint> landmarks, Span<Keypoint> destination)
    {
        ThrowIfNotComplete(landmarks);
        if (destination.Length < 5)
        {
            throw new ArgumentException(
                $"Five points need room for five; got {destination.Length}.",
                nameof(destination)
            );
        }

        destination[0] = Mean(landmarks[RightEye]);
        destination[1] = Mean(landmarks[LeftEye]);
        destination[2] = landmarks[NoseTip];
        destination[3] = landmarks[RightMouthCorner];
        destination[4] = landmarks[LeftMouthCorner];
    }

    private static Keypoint Mean(ReadOnlySpan<Keypoint> points)
    {
        double x = 0;
        double y = 0;
        var confidence = 1f;
        foreach (var point in points)
        {
            x += point.X;
            y += point.Y;
            confidence = MathF.Min(confidence, point.Confidence);
        }

        return new Keypoint((float)(x / points.Length), (float)(y / points.Length), confidence);
    }

    private static Keypoint Middle(Keypoint first, Keypoint second) =>
        new((first.X + second.X) / 2, (first.Y + second.Y) / 2);

    private static void ThrowIfNotComplete(ReadOnlySpan<Keypoint> landmarks)
    {
        if (landmarks.Length != Count)
        {
            throw new ArgumentException($"A face has {Count} landmarks; got {landmarks.Length}.", nameof(landmarks));
        }
    }
}
