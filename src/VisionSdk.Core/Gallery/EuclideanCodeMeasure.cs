namespace VisionSdk;

/// <summary>
/// Orders rows by <c>|a|² − 2ab</c>, the product of 8-bit codes: as the Euclidean distance <c>√(|a|² − 2ab + |b|²)</c> orders them.
/// </summary>
internal readonly unsafe struct EuclideanCodeMeasure(GallerySegment segment, GalleryProbe probe)
    : IRowMeasure<EuclideanCodeMeasure>
{
    private readonly byte* _rows = segment.Codes;
    private readonly float* _scales = segment.Scales;
    private readonly float* _squaredLengths = segment.SquaredLengths;
    private readonly sbyte* _probe = probe.Codes;
    private readonly int _length = probe.CodeLength;
    private readonly int _offset = probe.Offset;
    private readonly float _twice = 2 * probe.Scale;

    public static EuclideanCodeMeasure Create(GallerySegment segment, GalleryProbe probe) => new(segment, probe);

    public float Distance(int row) =>
        _squaredLengths[row]
        + (_twice * _scales[row] * (_offset - ByteCodes.Dot(_rows + ((nint)row * _length), _probe, _length)));
}
