namespace VisionSdk;

/// <summary>Orders rows by the negative product with the probe, of 8-bit codes: as the cosine distance orders unit vectors.</summary>
internal readonly unsafe struct CosineCodeMeasure(GallerySegment segment, GalleryProbe probe)
    : IRowMeasure<CosineCodeMeasure>
{
    private readonly byte* _rows = segment.Codes;
    private readonly float* _scales = segment.Scales;
    private readonly sbyte* _probe = probe.Codes;
    private readonly int _length = probe.CodeLength;
    private readonly int _offset = probe.Offset;

    public static CosineCodeMeasure Create(GallerySegment segment, GalleryProbe probe) => new(segment, probe);

    public float Distance(int row) =>
        _scales[row] * (_offset - ByteCodes.Dot(_rows + ((nint)row * _length), _probe, _length));
}
