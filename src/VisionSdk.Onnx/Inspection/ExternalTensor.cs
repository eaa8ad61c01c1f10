using System.Globalization;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>Where the data of a tensor lies in another file.</summary>
/// <param name="Location">The file, as the model writes it.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes, or <see langword="null"/> for what the tensor's dimensions need.</param>
internal readonly record struct ExternalTensor(string Location, long Offset, long? Length)
{
    public static bool IsExternal(TensorProto tensor) => tensor.DataLocation == TensorProto.Types.DataLocation.External;

    /// <exception cref="ModelLoadException">The tensor names no file, or an offset or a length that is no number.</exception>
    public static ExternalTensor Read(TensorProto tensor)
    {
        var location = Value(tensor, "location");
        return string.IsNullOrEmpty(location)
            ? throw new ModelLoadException($"Tensor '{tensor.Name}' keeps its data in a file that it does not name.")
            : new ExternalTensor(location, Number(tensor, "offset") ?? 0, Number(tensor, "length"));
    }

    private static string? Value(TensorProto tensor, string key) =>
        tensor.ExternalData.LastOrDefault(entry => entry.Key == key)?.Value;

    private static long? Number(TensorProto tensor, string key) =>
        Value(tensor, key) switch
        {
            null => null,
            var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                number,
            var text => throw new ModelLoadException(
                $"Tensor '{tensor.Name}' has the external {key} '{text}', not a number."
            ),
        };
}
