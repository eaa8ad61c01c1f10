namespace VisionSdk;

/// <summary>Cosine distance of unit vectors in single precision.</summary>
internal readonly unsafe struct CosineMeasure(float* rows, float* probe, int length) : IRowMeasure<CosineMeasure>
{
    public static CosineMeasure Create(GallerySegment segment, GalleryProbe probe) =>
        new(segment.Values, probe.Values, probe.Length);

    // Rounding can carry the sum a few ulp beyond 1.
    public float Distance(int row) => MathF.Max(0, 1 - RowSums.Dot(rows + ((nint)row * length), probe, length));
}
