using System.Globalization;

namespace VisionSdk.Onnx;

/// <summary>One output of a node, written <c>name</c> or <c>name:index</c> in a graph.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Index">Which of the node's outputs.</param>
internal readonly record struct TensorReference(string Node, int Index)
{
    /// <summary>Reads a data input; a missing index is 0.</summary>
    public static TensorReference Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, null, out var index)
            ? new TensorReference(text[..colon], index)
            : new TensorReference(text, 0);
    }

    /// <inheritdoc/>
    public override string ToString() => Index == 0 ? Node : $"{Node}:{Index}";
}
