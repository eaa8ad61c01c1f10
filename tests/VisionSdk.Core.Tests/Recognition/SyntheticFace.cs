namespace VisionSdk.Core.Tests;

/// <summary>68 landmarks of a face that looks straight ahead, made from the mean face that the product aligns to.</summary>
internal static class SyntheticFace
{
    public static Keypoint[] MeanFace(int side)
    {
        var template = new Keypoint[FaceTemplate.MaxPoints];
        _ = FaceTemplate.WritePoints(FaceAligner.Dlib68, side, 0, template);
        var landmarks = new Keypoint[FaceLandmarks68.Count];
        template.AsSpan(0, 28).CopyTo(landmarks.AsSpan(27));
        template.AsSpan(28, 5).CopyTo(landmarks.AsSpan(60));

        // The parts that the template leaves out only have to be somewhere plausible: an arc for the jaw, lines for the rest.
        for (var i = 0; i < 17; i++)
        {
            var angle = Math.PI * (1 - (i / 16.0));
            landmarks[i] = new Keypoint(
                (float)(side * (0.49 + (0.55 * Math.Cos(angle)))),
                (float)(side * (0.3 + (0.85 * Math.Sin(angle))))
            );
        }

        for (var i = 0; i < 10; i++)
        {
            landmarks[17 + i] = new Keypoint(side * i / 9f, side * 0.05f);
        }

        foreach (var i in (int[])[55, 56, 57, 58, 59, 65, 66, 67])
        {
            landmarks[i] = new Keypoint(side * 0.49f, side * 0.88f);
        }

        return landmarks;
    }
}
