namespace VisionSdk;

/// <summary>Euclidean distance in single precision, of the differences: the form with products would lose near neighbours to rounding.</summary>
internal readonly unsafe struct EuclideanMeasure(float* rows, float* probe, int length) : IRowMeasure<EuclideanMeasure>
{
    public static EuclideanMeasure Create(GallerySegment segment, GalleryProbe probe) =>
        new(segment.Values, probe.Values, probe.Length);

    public float Distance(int row) => MathF.Sqrt(RowSums.SquaredDistance(rows + ((nint)row * length), probe, length));
}
