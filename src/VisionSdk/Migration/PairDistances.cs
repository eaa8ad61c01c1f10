namespace VisionSdk;

/// <summary>Distances of the same pairs in the old and in the new space.</summary>
internal sealed class PairDistances
{
    public List<(float Old, float New)> Genuine { get; } = [];

    public List<(float Old, float New)> Impostors { get; } = [];
}
