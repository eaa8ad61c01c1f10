using System.Runtime.InteropServices;

namespace VisionSdk.Onnx;

/// <summary>One weight of a TensorFlow.js model, in the form in which its file stores it.</summary>
public sealed class TensorFlowWeight
{
    internal TensorFlowWeight(
        OnnxElementType elementType,
        WeightQuantization quantization,
        double scale,
        double minimum,
        OnnxTensor stored
    )
    {
        ElementType = elementType;
        Quantization = quantization;
        Scale = scale;
        Minimum = minimum;
        Stored = stored;
    }

    /// <summary>Name in the manifest.</summary>
    public string Name => Stored.Name;

    /// <summary>The type that the network computes with: float32, int32 or truth values.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>How the elements are stored.</summary>
    public WeightQuantization Quantization { get; }

    /// <summary>Factor of quantised integers; 1 otherwise.</summary>
    public double Scale { get; }

    /// <summary>Offset of quantised integers; 0 otherwise.</summary>
    public double Minimum { get; }

    /// <summary>Name, dimensions in TensorFlow's order, and the elements as they are stored.</summary>
    public OnnxTensor Stored { get; }

    /// <summary>The values of a float32 weight. Integers are scaled in double precision and then rounded, as TensorFlow.js does.</summary>
    /// <exception cref="OnnxImportException">The weight is not float32.</exception>
    public float[] ReadFloat32()
    {
        Require(OnnxElementType.Float32);
        return IsInteger ? Array.ConvertAll(Integers(), q => (float)((q * Scale) + Minimum)) : Stored.ToFloat32();
    }

    /// <summary>The values of an int32 weight. Quantised ones are scaled in double precision and rounded to the nearest integer.</summary>
    /// <exception cref="OnnxImportException">The weight is not int32.</exception>
    public int[] ReadInt32()
    {
        Require(OnnxElementType.Int32);
        return IsInteger
            ? Array.ConvertAll(Integers(), q => (int)Math.Round((q * Scale) + Minimum, MidpointRounding.AwayFromZero))
            : MemoryMarshal.Cast<byte, int>(Stored.Data.Span).ToArray();
    }

    /// <summary>The weight for a graph, as small as it is stored.</summary>
    /// <exception cref="OnnxImportException">The weight is not float32.</exception>
    public CompactWeight ToCompact()
    {
        Require(OnnxElementType.Float32);
        return IsInteger ? CompactWeight.FromQuantized(Stored, Scale, Minimum) : CompactWeight.FromFloat(Stored);
    }

    private bool IsInteger => Quantization is WeightQuantization.UInt8 or WeightQuantization.UInt16;

    private int[] Integers() =>
        Quantization == WeightQuantization.UInt8
            ? Array.ConvertAll(Stored.Data.ToArray(), q => (int)q)
            : Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(Stored.Data.Span).ToArray(), q => (int)q);

    private void Require(OnnxElementType type)
    {
        if (ElementType != type)
        {
            throw new OnnxImportException($"Weight '{Name}' is of {ElementType}; {type} was expected.");
        }
    }
}
