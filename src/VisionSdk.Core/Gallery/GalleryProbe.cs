namespace VisionSdk;

/// <summary>A probe in the form of a gallery's rows. It is erased on disposal: it is biometric data, too.</summary>
internal sealed unsafe class GalleryProbe : IDisposable
{
    private readonly NativeBuffer _memory;

    public GalleryProbe(GalleryLayout layout, ReadOnlySpan<float> values, bool withCodes)
    {
        layout.Check(values);
        Length = layout.FloatStride;
        CodeLength = layout.CodeStride;
        _memory = new NativeBuffer((nuint)(Length * sizeof(float)) + (nuint)CodeLength);
        Values = (float*)_memory.Pointer;
        Codes = (sbyte*)(Values + Length);
        var row = new Span<float>(Values, Length);
        values.CopyTo(row);
        row[values.Length..].Clear();
        layout.Prepare(row[..values.Length]);
        if (withCodes)
        {
            Encode(row, new Span<byte>(Codes, CodeLength));
        }
    }

    public float* Values { get; }

    /// <summary>Values with padding.</summary>
    public int Length { get; }

    /// <summary>Codes with padding: <c>value = scale · code</c>.</summary>
    public sbyte* Codes { get; }

    /// <summary>Codes with padding.</summary>
    public int CodeLength { get; }

    public float Scale { get; private set; }

    /// <summary>What a row's 128s add to the sum of products.</summary>
    public int Offset { get; private set; }

    public void Dispose() => _memory.Dispose();

    private void Encode(ReadOnlySpan<float> row, Span<byte> codes)
    {
        Scale = ByteCodes.Encode(row, codes);
        var used = codes[..row.Length];
        foreach (ref var code in used)
        {
            var signed = code - ByteCodes.Zero;
            Offset += ByteCodes.Zero * signed;
            code = (byte)signed;
        }
    }
}
