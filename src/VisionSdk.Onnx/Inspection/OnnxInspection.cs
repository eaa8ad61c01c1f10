using System.Collections.Immutable;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>Looks into an ONNX file that comes from a stranger: what it takes, returns and is made of. Nothing is run.</summary>
/// <remarks>Thread-safe. Whatever the bytes are, the result is a report or a <see cref="ModelLoadException"/>.</remarks>
public static class OnnxInspection
{
    /// <summary>Largest file that is read, in bytes: protobuf messages, and with them ONNX files, end just below 2 GiB.</summary>
    public const long MaxFileBytes = 0x7FFFFFC7;

    /// <summary>Reads and inspects a file.</summary>
    /// <param name="path">Path of an <c>.onnx</c> file.</param>
    /// <param name="maxBytes">Largest size that is read, in bytes, up to <see cref="MaxFileBytes"/>; checked before anything is read.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ModelLoadException">The file is missing, empty, too large, damaged or no ONNX model.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBytes"/> is not in [1, <see cref="MaxFileBytes"/>].</exception>
    public static OnnxGraphReport InspectFile(string path, long maxBytes = MaxFileBytes) =>
        InAFile(path, () => Inspect(OnnxFile.Read(path, maxBytes)));

    /// <summary>Inspects the content of a file.</summary>
    /// <param name="bytes">The content of an <c>.onnx</c> file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ModelLoadException">The bytes are truncated, damaged or no ONNX model.</exception>
    public static OnnxGraphReport Inspect(ReadOnlySpan<byte> bytes) => Inspect(OnnxModel.Parse(bytes));

    /// <summary>Inspects a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ModelLoadException">The model contradicts itself: weights of impossible sizes, or no output.</exception>
    public static OnnxGraphReport Inspect(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var proto = model.Proto;
        if (proto.Graph.Output.Count == 0)
        {
            throw new ModelLoadException("The ONNX graph has no output: the file is cut short, or no model.");
        }

        var weights = new WeightTally();
        var operators = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var tensor in OnnxTensors.Of(proto))
        {
            weights.Add(tensor);
        }

        foreach (var node in OnnxTensors.NodesOf(proto))
        {
            var name = OperatorName(node);
            operators[name] = operators.GetValueOrDefault(name) + 1;
        }

        return new OnnxGraphReport
        {
            Inputs = model.Inputs,
            Outputs = model.Outputs,
            Opset = model.Opset,
            IrVersion = model.IrVersion,
            ProducerName = proto.ProducerName,
            ProducerVersion = proto.ProducerVersion,
            GraphName = model.GraphName,
            Metadata = model.Metadata.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Operators = operators.ToImmutable(),
            ForeignDomains =
            [
                .. proto
                    .OpsetImport.Select(static import => import.Domain)
                    .Where(static domain => domain.Length > 0 && domain != "ai.onnx")
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            WeightCount = weights.Count,
            WeightBytes = weights.Bytes,
            ExternalFiles = ExternalFilesOf(proto),
            ComputedBy = GraphEnds.ComputedBy(proto.Graph),
            FirstUses = GraphEnds.FirstUses(proto.Graph),
        };
    }

    internal static string OperatorName(NodeProto node) =>
        node.Domain.Length == 0 || node.Domain == "ai.onnx" ? node.OpType : $"{node.Domain}::{node.OpType}";

    // What fails about a file should name the file.
    internal static T InAFile<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ModelLoadException exception) when (exception.Path is null)
        {
            throw new ModelLoadException($"'{path}': {exception.Message}", modelId: null, path, exception);
        }
    }

    private static ImmutableArray<string> ExternalFilesOf(ModelProto proto) =>
        [
            .. OnnxTensors
                .Of(proto)
                .Where(ExternalTensor.IsExternal)
                .Select(static tensor => ExternalTensor.Read(tensor).Location)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
