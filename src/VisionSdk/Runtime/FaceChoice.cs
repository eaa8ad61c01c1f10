using System.Collections.Immutable;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Which of the detected faces are worth the rest of the chain.</summary>
/// <param name="MinSize">Shorter side that a box needs, in pixels.</param>
/// <param name="MaxFaces">How many are taken at most.</param>
/// <param name="RequireSingle">Whether more than one face of sufficient size is refused.</param>
internal readonly record struct FaceChoice(int MinSize, int MaxFaces, bool RequireSingle)
{
    // Detectors draw boxes of the same face very differently; two neighbouring faces hardly overlap at all.
    private const float MinOverlap = 0.25f;

    /// <summary>Where the caller says that the face is: the face that overlaps it most is taken, whatever else there is.</summary>
    public BoundingBox? Near { get; init; }

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
        if (Near is { } near)
        {
            faces = NearestTo(near, faces, out var nearest);
            var status = Single.Choose(faces, image, out chosen, out mostProminent);
            chosen = chosen.IsEmpty ? [] : [nearest];
            mostProminent = mostProminent < 0 ? -1 : nearest;
            return status;
        }

        if (faces.IsEmpty)
        {
            return FaceStatus.NoFace;
        }

        var order = FaceProminence.Rank(faces.AsSpan(), image, MinSize, out var sufficient);
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

    private FaceChoice Single => this with { Near = null, MaxFaces = 1 };

    /// <summary>The one face that overlaps a box most, or none.</summary>
    private static ImmutableArray<Detection> NearestTo(
        BoundingBox box,
        ImmutableArray<Detection> faces,
        out int nearest
    )
    {
        nearest = -1;
        var best = MinOverlap;
        for (var i = 0; i < faces.Length; i++)
        {
            var overlap = faces[i].Box.IntersectionOverUnion(box);
            if (overlap >= best)
            {
                (nearest, best) = (i, overlap);
            }
        }

        return nearest < 0 ? [] : [faces[nearest]];
    }
}
