namespace VisionSdk.Onnx;

/// <summary>How a TensorFlow.js weight is quantised in its file.</summary>
public enum WeightQuantization
{
    /// <summary>Not at all: the elements have their own type.</summary>
    None,

    /// <summary>8-bit integers with <c>value = q · scale + minimum</c>.</summary>
    UInt8,

    /// <summary>16-bit integers with <c>value = q · scale + minimum</c>.</summary>
    UInt16,

    /// <summary>IEEE 754 binary16.</summary>
    Float16,
}
