namespace VisionSdk;

/// <summary>
/// Up to <see cref="Capacity"/> rows in one piece of memory: their values, their 8-bit codes with a scale and the squared length per
/// row, and to whom they belong. Rows are written once, before a snapshot shows them, and erased once, after the last one that showed
/// them has gone.
/// </summary>
internal sealed unsafe class GallerySegment : IDisposable
{
    private readonly GalleryLayout _layout;
    private readonly NativeBuffer _memory;

    public GallerySegment(GalleryLayout layout, int capacity)
    {
        _layout = layout;
        Capacity = capacity;
        var values = (nuint)capacity * (nuint)layout.FloatStride * sizeof(float);
        var codes = layout.IsQuantized ? (nuint)capacity * (nuint)layout.CodeStride : 0;
        var perRow = (nuint)capacity * sizeof(float);
        _memory = new NativeBuffer(values + codes + (2 * perRow));
        Values = (float*)_memory.Pointer;
        Codes = _memory.Pointer + values;
        Scales = (float*)(Codes + codes);
        SquaredLengths = Scales + capacity;
        EmbeddingIds = new Guid[capacity];
        Slots = new int[capacity];
    }

    public int Capacity { get; }

    /// <summary>Values of all rows, <see cref="GalleryLayout.FloatStride"/> apart.</summary>
    public float* Values { get; }

    /// <summary>8-bit codes of all rows, <see cref="GalleryLayout.CodeStride"/> apart: <c>value = scale · (code − 128)</c>.</summary>
    public byte* Codes { get; }

    public float* Scales { get; }

    public float* SquaredLengths { get; }

    public Guid[] EmbeddingIds { get; }

    /// <summary>Slot of each row's identity in the <see cref="IdentityTable"/>.</summary>
    public int[] Slots { get; }

    /// <summary>The memory of a row's values.</summary>
    public Span<float> Row(int row) => new(Values + ((nint)row * _layout.FloatStride), _layout.Dimension);

    /// <summary>Completes a row whose values have been written.</summary>
    /// <exception cref="DegenerateEmbeddingException">The values cannot be stored.</exception>
    public void Seal(int row)
    {
        var values = new Span<float>(Values + ((nint)row * _layout.FloatStride), _layout.FloatStride);
        values[_layout.Dimension..].Clear();
        var squared = _layout.Prepare(values[.._layout.Dimension], EmbeddingIds[row]);
        SquaredLengths[row] = squared;
        if (_layout.IsQuantized)
        {
            Scales[row] = ByteCodes.Encode(
                values,
                new Span<byte>(Codes + ((nint)row * _layout.CodeStride), _layout.CodeStride)
            );
        }
    }

    /// <summary>Copies a row of another segment of the same layout.</summary>
    public void CopyRow(GallerySegment source, int from, int to)
    {
        source.FloatsOf(from).CopyTo(FloatsOf(to));
        source.CodesOf(from).CopyTo(CodesOf(to));
        Scales[to] = source.Scales[from];
        SquaredLengths[to] = source.SquaredLengths[from];
        EmbeddingIds[to] = source.EmbeddingIds[from];
        Slots[to] = source.Slots[from];
    }

    /// <summary>Overwrites everything that was derived from a picture with zeros.</summary>
    public void Erase(int row)
    {
        FloatsOf(row).Clear();
        CodesOf(row).Clear();
        Scales[row] = 0;
        SquaredLengths[row] = 0;
    }

    /// <summary>Erases and frees all of it.</summary>
    public void Dispose() => _memory.Dispose();

    private Span<float> FloatsOf(int row) => new(Values + ((nint)row * _layout.FloatStride), _layout.FloatStride);

    private Span<byte> CodesOf(int row) =>
        _layout.IsQuantized ? new(Codes + ((nint)row * _layout.CodeStride), _layout.CodeStride) : [];
}
