using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Which of the detected faces are worth the rest of the chain.</summary>
/// <param name="MinSize">Shorter side that a box needs, in pixels.</param>
/// <param name="MaxFaces">How many are taken at most.</param>
/// <param name="RequireSingle">Whether more than one face of sufficient size is refused.</param>
internal readonly record struct FaceChoice(int MinSize, int MaxFaces, bool RequireSingle)
{
    /// <summary>Chooses.</summary>
    /// <param name="faces">The detected faces.</param>
    /// <param name="image">Size of the displayed picture.</param>
    /// <param name="chosen">Indices of the chosen faces, most prominent first; empty unless usable.</param>
    /// <param name="mostProminent">Index of the most prominent face, those of sufficient size first; -1 when there is none.</param>
    public FaceStatus Choose(
        ImmutableArray<Detection> faces,
        ImageSize image,
        out ImmutableArray<int> chosen,
        out int mostProminent
    )
    {
        chosen = [];
        mostProminent = -1;
        if (faces.IsEmpty)
        {
            return FaceStatus.NoFace;
        }

        var order = Rank(faces, image, MinSize, out var sufficient);
        mostProminent = order[0];
        if (sufficient == 0)
        {
            return FaceStatus.FaceTooSmall;
        }

        if (sufficient > 1 && RequireSingle)
        {
            return FaceStatus.SeveralFaces;
        }

        chosen = [.. order.AsSpan(0, Math.Min(sufficient, MaxFaces))];
        return FaceStatus.Usable;
    }

    /// <summary>Every index: faces of sufficient size first, then by prominence, confidence and order of detection.</summary>
    private static int[] Rank(ImmutableArray<Detection> faces, ImageSize image, int minSize, out int sufficient)
    {
        sufficient = 0;
        var keys = new (bool TooSmall, float Prominence, float Confidence, int Index)[faces.Length];
        for (var i = 0; i < faces.Length; i++)
        {
            var box = faces[i].Box;
            var tooSmall = MathF.Min(box.Width, box.Height) < minSize;
            sufficient += tooSmall ? 0 : 1;
            keys[i] = (tooSmall, Prominence(box, image), faces[i].Confidence, i);
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

    /// <summary>√area − distance from the centre: a pixel of size weighs as much as a pixel of distance, whatever the picture's resolution.</summary>
    private static float Prominence(BoundingBox box, ImageSize image)
    {
        var dx = box.CenterX - (image.Width / 2f);
        var dy = box.CenterY - (image.Height / 2f);
        return MathF.Sqrt(box.Area) - MathF.Sqrt((dx * dx) + (dy * dy));
    }
}
