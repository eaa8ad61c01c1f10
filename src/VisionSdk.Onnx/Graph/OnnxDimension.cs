using System.Globalization;

namespace VisionSdk.Onnx;

/// <summary>One dimension of a declared shape: a fixed length, or a symbol such as <c>N</c> whose length is known only when the graph runs.</summary>
/// <remarks>Numbers and strings convert implicitly, so that a shape reads <c>["N", 3, 112, 112]</c>.</remarks>
public readonly record struct OnnxDimension
{
    private OnnxDimension(long? length, string? symbol)
    {
        Length = length;
        Symbol = symbol;
    }

    /// <summary>The length, or <see langword="null"/> when it is known only at run time.</summary>
    public long? Length { get; }

    /// <summary>The symbol of a length that is known only at run time; <see langword="null"/> for fixed and for anonymous dimensions.</summary>
    public string? Symbol { get; }

    /// <summary>A length that is known only at run time and has no symbol.</summary>
    public static OnnxDimension Unknown => default;

    /// <summary>A fixed length.</summary>
    /// <param name="length">The length, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static OnnxDimension FromInt64(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new OnnxDimension(length, null);
    }

    /// <summary>A symbolic length.</summary>
    /// <param name="symbol">The symbol: equal symbols within a graph mean equal lengths.</param>
    public static OnnxDimension FromString(string symbol)
    {
        ArgumentException.ThrowIfNullOrEmpty(symbol);
        return new OnnxDimension(null, symbol);
    }

    /// <summary>A fixed length.</summary>
    /// <param name="length">The length, 0 or more.</param>
    public static implicit operator OnnxDimension(long length) => FromInt64(length);

    /// <summary>A symbolic length.</summary>
    /// <param name="symbol">The symbol.</param>
    public static implicit operator OnnxDimension(string symbol) => FromString(symbol);

    /// <summary>The length, the symbol, or a question mark.</summary>
    public override string ToString() => Length?.ToString(CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}
