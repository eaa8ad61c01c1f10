using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using VisionSdk.Onnx.Schema;
using AttributeType = VisionSdk.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace VisionSdk.Onnx;

/// <summary>A named parameter of a node: an integer, a number, a text, a tensor, or a list of integers or numbers. Immutable.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "The ONNX specification calls it an attribute.")]
public sealed class OnnxAttribute
{
    private readonly AttributeProto _proto;

    internal OnnxAttribute(AttributeProto proto) => _proto = proto;

    /// <summary>Name of the parameter.</summary>
    public string Name => _proto.Name;

    /// <summary>An integer.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value.</param>
    public static OnnxAttribute Int(string name, long value) =>
        new(Create(name, AttributeType.Int, proto => proto.I = value));

    /// <summary>A number.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value.</param>
    public static OnnxAttribute Float(string name, float value) =>
        new(Create(name, AttributeType.Float, proto => proto.F = value));

    /// <summary>A text.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value.</param>
    public static OnnxAttribute Text(string name, string value) =>
        new(Create(name, AttributeType.String, proto => proto.S = ByteString.CopyFromUtf8(value)));

    /// <summary>A tensor.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value.</param>
    public static OnnxAttribute Tensor(string name, OnnxTensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(Create(name, AttributeType.Tensor, proto => proto.T = TensorCodec.Encode(value)));
    }

    /// <summary>A list of integers.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values">Its values.</param>
    public static OnnxAttribute Ints(string name, params ReadOnlySpan<long> values)
    {
        var proto = Create(name, AttributeType.Ints);
        proto.Ints.AddRange(values);
        return new(proto);
    }

    /// <summary>A list of numbers.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values">Its values.</param>
    public static OnnxAttribute Floats(string name, params ReadOnlySpan<float> values)
    {
        var proto = Create(name, AttributeType.Floats);
        proto.Floats.AddRange(values);
        return new(proto);
    }

    /// <summary>The value of an integer.</summary>
    /// <exception cref="InvalidOperationException">The attribute is of another kind.</exception>
    public long AsInt() => Require(AttributeType.Int).I;

    /// <summary>The value of a number.</summary>
    /// <exception cref="InvalidOperationException">The attribute is of another kind.</exception>
    public float AsFloat() => Require(AttributeType.Float).F;

    /// <summary>The value of a text.</summary>
    /// <exception cref="InvalidOperationException">The attribute is of another kind.</exception>
    public string AsText() => Require(AttributeType.String).S.ToStringUtf8();

    /// <summary>The value of a tensor.</summary>
    /// <exception cref="InvalidOperationException">The attribute is of another kind.</exception>
    public OnnxTensor AsTensor() => TensorCodec.Decode(Require(AttributeType.Tensor).T);

    /// <summary>The values of a list of integers.</summary>
    /// <exception cref="InvalidOperationException">The attribute is of another kind.</exception>
    public ImmutableArray<long> AsInts() => [.. Require(AttributeType.Ints).Ints];

    /// <summary>The values of a list of numbers.</summary>
    /// <exception cref="InvalidOperationException">The attribute is of another kind.</exception>
    public ImmutableArray<float> AsFloats() => [.. Require(AttributeType.Floats).Floats];

    internal AttributeProto ToProto() => _proto.Clone();

    private static AttributeProto Create(string name, AttributeType type, Action<AttributeProto>? set = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var proto = new AttributeProto { Name = name, Type = type };
        set?.Invoke(proto);
        return proto;
    }

    private AttributeProto Require(AttributeType type) =>
        _proto.Type == type
            ? _proto
            : throw new InvalidOperationException($"Attribute '{Name}' is of kind {_proto.Type}, not {type}.");
}
