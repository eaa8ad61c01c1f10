namespace VisionSdk.ML;

/// <summary>Which of a picture's faces is meant: the large, central one.</summary>
public static class FaceProminence
{
    /// <summary>How prominent a face is: √area − distance from the picture's centre, both in pixels.</summary>
    /// <param name="box">The face's box, in pixels of the displayed source.</param>
    /// <param name="image">Size of the displayed source.</param>
    /// <returns>The prominence, in pixels; higher is more prominent.</returns>
    /// <remarks>A pixel of size weighs as much as a pixel of distance, whatever the picture's resolution.</remarks>
    public static float Of(BoundingBox box, ImageSize image)
    {
        var dx = box.CenterX - (image.Width / 2f);
        var dy = box.CenterY - (image.Height / 2f);
        return MathF.Sqrt(box.Area) - MathF.Sqrt((dx * dx) + (dy * dy));
    }

    /// <summary>Orders faces: those of sufficient size first, then by prominence, confidence and order of detection.</summary>
    /// <param name="faces">The detected faces.</param>
    /// <param name="image">Size of the displayed source.</param>
    /// <param name="minSize">Shorter side that a box needs to be of sufficient size, in pixels.</param>
    /// <param name="sufficient">How many faces are of sufficient size.</param>
    /// <returns>Every index, the most prominent face first.</returns>
    public static int[] Rank(ReadOnlySpan<Detection> faces, ImageSize image, int minSize, out int sufficient)
    {
        sufficient = 0;
        var keys = new (bool TooSmall, float Prominence, float Confidence, int Index)[faces.Length];
        for (var i = 0; i < faces.Length; i++)
        {
            var box = faces[i].Box;
            var tooSmall = MathF.Min(box.Width, box.Height) < minSize;
            sufficient += tooSmall ? 0 : 1;
            keys[i] = (tooSmall, Of(box, image), faces[i].Confidence, i);
        }

        Array.Sort(
            keys,
            static (left, right) =>
            {
                var order = left.TooSmall.CompareTo(right.TooSmall);
                order = order != 0 ? order : right.Prominence.CompareTo(left.Prominence);
                order = order != 0 ? order : right.Confidence.CompareTo(left.Confidence);
                return order != 0 ? order : left.Index.CompareTo(right.Index);
            }
        );
        return Array.ConvertAll(keys, static key => key.Index);
    }
}
