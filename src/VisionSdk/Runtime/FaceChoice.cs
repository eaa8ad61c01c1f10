using System.Collections.Immutable;
using VisionSdk.ML;

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
}
