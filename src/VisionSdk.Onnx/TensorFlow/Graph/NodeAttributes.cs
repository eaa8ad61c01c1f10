using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VisionSdk.Onnx;

/// <summary>
/// Typed reading of a node's attributes. In TensorFlow.js JSON an attribute is <c>{"kind": value}</c>, 64-bit integers may be
/// strings, and strings are base64.
/// </summary>
internal sealed class NodeAttributes
{
    private readonly JsonElement _attributes;

    public NodeAttributes(JsonElement attributes)
    {
        _attributes = attributes;
    }

    public bool Boolean(string name, bool fallback = false) =>
        TryGet(name, "b", out var value) ? value.GetBoolean() : fallback;

    public int Integer(string name, int fallback = 0) => TryGet(name, "i", out var value) ? ToInteger(value) : fallback;

    public float Number(string name, float fallback = 0) =>
        TryGet(name, "f", out var value) ? value.GetSingle() : fallback;

    public string? Text(string name) => TryGet(name, "s", out var value) ? ToText(value) : null;

    /// <summary>A data type such as <c>DT_FLOAT</c>.</summary>
    public string? DataType(string name) => TryGet(name, "type", out var value) ? value.GetString() : null;

    public ImmutableArray<int> Integers(string name) =>
        TryGet(name, "list", out var list) && list.TryGetProperty("i", out var items)
            ? [.. items.EnumerateArray().Select(ToInteger)]
            : [];

    public ImmutableArray<string> Texts(string name) =>
        TryGet(name, "list", out var list) && list.TryGetProperty("s", out var items)
            ? [.. items.EnumerateArray().Select(ToText)]
            : [];

    /// <summary>A shape, −1 for a size that the graph leaves open; <see langword="null"/> when the attribute or its rank is absent.</summary>
    public ImmutableArray<int>? Shape(string name) =>
        TryGet(name, "shape", out var shape)
        && !(shape.TryGetProperty("unknownRank", out var open) && open.GetBoolean())
            ? ReadShape(shape)
            : null;

    /// <summary>Reads <c>{"dim": [{"size": "3"}, …]}</c>; an absent list is a scalar.</summary>
    public static ImmutableArray<int> ReadShape(JsonElement shape) =>
        shape.TryGetProperty("dim", out var dimensions)
            ?
            [
                .. dimensions
                    .EnumerateArray()
                    .Select(d => d.TryGetProperty("size", out var size) ? ToInteger(size) : -1),
            ]
            : [];

    private bool TryGet(string name, string kind, out JsonElement value)
    {
        value = default;
        return _attributes.ValueKind == JsonValueKind.Object
            && _attributes.TryGetProperty(name, out var attribute)
            && attribute.TryGetProperty(kind, out value);
    }

    private static int ToInteger(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? int.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : value.GetInt32();

    private static string ToText(JsonElement value) => Encoding.UTF8.GetString(value.GetBytesFromBase64());
}
