using VisionSdk.Onnx;

namespace VisionSdk;

/// <summary>Reads a graph for a package: whole, and with float32 copies of outputs of other types, such as class numbers of int64.</summary>
internal static class FloatOutputs
{
    private const string Suffix = "_float32";

    /// <param name="path">The file.</param>
    /// <param name="wanted">The decoder's settings.</param>
    /// <param name="output">The settings, with the names of the copies.</param>
    /// <returns>The bytes of the file as they are, where nothing had to change.</returns>
    /// <exception cref="ModelLoadException">The file or the weights beside it cannot be read.</exception>
    public static byte[] Read(string path, DecoderSettings wanted, out DecoderSettings output)
    {
        var report = OnnxInspection.InspectFile(path);
        var others = report
            .Outputs.Where(tensor =>
                tensor.ElementType != OnnxElementType.Float32
                && wanted.Tensors.Contains(tensor.Name, StringComparer.Ordinal)
            )
            .ToArray();
        output = wanted;
        if (others.Length == 0 && report.ExternalFiles.IsEmpty)
        {
            return File.ReadAllBytes(path);
        }

        var model = OnnxModel.LoadWhole(path);
        if (others.Length == 0)
        {
            return model.ToBytes();
        }

        var graph = GraphBuilder.Edit(model);
        foreach (var tensor in others)
        {
            var copy = tensor.Name + Suffix;
            graph.Output(graph.Cast(graph.Value(tensor.Name), OnnxElementType.Float32), copy, [.. tensor.Shape ?? []]);
            output = output with { Tensors = output.Tensors.Replace(tensor.Name, copy) };
        }

        return graph.Build().ToBytes();
    }
}
