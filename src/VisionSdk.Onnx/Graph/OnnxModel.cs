using System.Collections.Immutable;
using Google.Protobuf;
using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>An ONNX model as data: read, inspected, annotated and written. Fields that this library does not know survive unchanged.</summary>
/// <remarks>Build new models with <see cref="GraphBuilder"/>; add nodes or outputs to this one with <see cref="GraphBuilder.Edit"/>. Not thread-safe while metadata is changed.</remarks>
public sealed class OnnxModel
{
    private readonly ModelProto _proto;

    internal OnnxModel(ModelProto proto) => _proto = proto;

    /// <summary>Version of the operator set of the default domain, or 0 when the model imports none.</summary>
    public long Opset =>
        _proto.OpsetImport.FirstOrDefault(o => o.Domain.Length == 0 || o.Domain == "ai.onnx")?.Version ?? 0;

    /// <summary>Version of the ONNX IR format.</summary>
    public long IrVersion => _proto.IrVersion;

    /// <summary>The tool that wrote the model.</summary>
    public string ProducerName => _proto.ProducerName;

    /// <summary>Name of the graph.</summary>
    public string GraphName => _proto.Graph.Name;

    /// <summary>The inputs that a caller feeds: declared inputs without an initial value.</summary>
    public ImmutableArray<OnnxValueInfo> Inputs
    {
        get
        {
            var constants = _proto.Graph.Initializer.Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
            return [.. _proto.Graph.Input.Where(i => !constants.Contains(i.Name)).Select(OnnxValueInfo.FromProto)];
        }
    }

    /// <summary>The outputs, in declared order.</summary>
    public ImmutableArray<OnnxValueInfo> Outputs => [.. _proto.Graph.Output.Select(OnnxValueInfo.FromProto)];

    /// <summary>The operators, in execution order.</summary>
    public ImmutableArray<OnnxNode> Nodes => [.. _proto.Graph.Node.Select(n => new OnnxNode(n))];

    /// <summary>Names of the weights and other constants of the graph.</summary>
    public ImmutableArray<string> InitializerNames => [.. _proto.Graph.Initializer.Select(i => i.Name)];

    /// <summary>Free-form text that travels with the model; of a key that a file repeats, the last value.</summary>
    public ImmutableDictionary<string, string> Metadata =>
        ImmutableDictionary<string, string>.Empty.SetItems(
            _proto.MetadataProps.Select(p => KeyValuePair.Create(p.Key, p.Value))
        );

    /// <summary>Reads a model from a file.</summary>
    /// <param name="path">Path of an <c>.onnx</c> file.</param>
    /// <exception cref="ModelLoadException">The file cannot be read or is not an ONNX model.</exception>
    public static OnnxModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new OnnxModel(Checked(ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)), path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidProtocolBufferException)
        {
            throw new ModelLoadException($"'{path}' could not be read as an ONNX model: {e.Message}", null, path, e);
        }
    }

    /// <summary>Reads a model from memory.</summary>
    /// <param name="bytes">The content of an <c>.onnx</c> file.</param>
    /// <exception cref="ModelLoadException">The bytes are not an ONNX model.</exception>
    public static OnnxModel Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new OnnxModel(Checked(ModelProto.Parser.ParseFrom(bytes), null));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ModelLoadException($"The bytes are not an ONNX model: {e.Message}", e);
        }
    }

    /// <summary>Reads a model from a file, together with the weights that it keeps in files beside it.</summary>
    /// <param name="path">Path of an <c>.onnx</c> file.</param>
    /// <returns>The model with all its weights inside.</returns>
    /// <exception cref="ModelLoadException">
    /// The file or its weights cannot be read or are damaged; weights lie in another folder or behind a link; or all together take more than
    /// <see cref="OnnxInspection.MaxFileBytes"/>.
    /// </exception>
    public static OnnxModel LoadWhole(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OnnxInspection.InAFile(
            path,
            () =>
            {
                var model = Parse(OnnxFile.Read(path, OnnxInspection.MaxFileBytes));
                var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
                new ExternalDataEmbedding(folder, OnnxInspection.MaxFileBytes).Embed(model._proto);
                return model;
            }
        );
    }

    /// <summary>A weight or other constant by name.</summary>
    /// <param name="name">Name of the constant.</param>
    /// <returns>The tensor, or <see langword="null"/> when the graph has none of that name.</returns>
    /// <exception cref="ModelLoadException">The tensor is damaged, of an unknown type, or kept in another file.</exception>
    public OnnxTensor? FindInitializer(string name) =>
        _proto.Graph.Initializer.FirstOrDefault(i => i.Name == name) is { } found ? TensorCodec.Decode(found) : null;

    /// <summary>Sets a metadata entry, replacing the value of an existing key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The text.</param>
    public void SetMetadata(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        foreach (var old in _proto.MetadataProps.Where(p => p.Key == key).ToArray())
        {
            _proto.MetadataProps.Remove(old);
        }

        _proto.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
    }

    /// <summary>Writes the model to a file, replacing an existing one.</summary>
    /// <param name="path">Path of the file; its folder must exist.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = File.Create(path);
        _proto.WriteTo(file);
    }

    /// <summary>The content of an <c>.onnx</c> file.</summary>
    public byte[] ToBytes() => _proto.ToByteArray();

    internal ModelProto Proto => _proto;

    internal ModelProto ToProto() => _proto.Clone();

    private static ModelProto Checked(ModelProto proto, string? path) =>
        proto.Graph is not null
            ? proto
            : throw new ModelLoadException(
                $"{(path is null ? "The bytes hold" : $"'{path}' holds")} no ONNX graph.",
                null,
                path
            );
}
