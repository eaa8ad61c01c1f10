using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace VisionSdk.Onnx.Tests;

/// <summary>A small TensorFlow.js graph model, written node by node to a folder of its own, imported and run.</summary>
internal sealed class GraphModelFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graph-").FullName;
    private readonly JsonArray _nodes = [];
    private readonly JsonArray _weights = [];
    private readonly List<byte> _bytes = [];
    private JsonObject? _signature;

    public string Path => System.IO.Path.Combine(_folder, "model.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public GraphModelFile Placeholder(string name, int[] shape, string type = "DT_FLOAT") =>
        Node("Placeholder", name, [], ("dtype", Type(type)), ("shape", Shape(shape)));

    public GraphModelFile Constant(string name, int[] shape, params float[] values) =>
        Weight(name, shape, "float32", MemoryMarshal.AsBytes<float>(values));

    public GraphModelFile Halves(string name, int[] shape, params float[] values) =>
        Weight(
            name,
            shape,
            "float32",
            MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, v => (Half)v)),
            new JsonObject { ["dtype"] = "float16" }
        );

    public GraphModelFile Integers(string name, int[] shape, params int[] values) =>
        Weight(name, shape, "int32", MemoryMarshal.AsBytes<int>(values));

    public GraphModelFile Node(
        string operation,
        string name,
        string[] inputs,
        params (string Name, JsonObject Value)[] attributes
    )
    {
        var attr = new JsonObject();
        foreach (var (key, value) in attributes)
        {
            attr[key] = value;
        }

        _nodes.Add(
            new JsonObject
            {
                ["name"] = name,
                ["op"] = operation,
                ["input"] = new JsonArray([.. inputs.Select(i => JsonValue.Create(i))]),
                ["attr"] = attr,
            }
        );
        return this;
    }

    public GraphModelFile Signature(params (string Name, string Tensor)[] outputs)
    {
        var declared = new JsonObject();
        foreach (var (name, tensor) in outputs)
        {
            declared[name] = new JsonObject { ["name"] = tensor };
        }

        _signature = new JsonObject { ["outputs"] = declared };
        return this;
    }

    public OnnxModel Import(TensorFlowGraphOptions? options = null)
    {
        var root = new JsonObject
        {
            ["format"] = "graph-model",
            ["modelTopology"] = new JsonObject { ["node"] = _nodes.DeepClone() },
            ["weightsManifest"] = new JsonArray(
                new JsonObject { ["paths"] = new JsonArray("model.bin"), ["weights"] = _weights.DeepClone() }
            ),
        };
        if (_signature is not null)
        {
            root["signature"] = _signature.DeepClone();
        }

        File.WriteAllText(Path, root.ToJsonString());
        File.WriteAllBytes(System.IO.Path.Combine(_folder, "model.bin"), [.. _bytes]);
        return TensorFlowGraphImporter.Import(Path, options);
    }

    /// <summary>Imports with one output and runs; feature maps go in and come out in TensorFlow's order of dimensions.</summary>
    public OnnxTensor Run(string output, params (string Name, long[] Shape, float[] Values)[] inputs) =>
        OnnxRun.Run(
            Import(new TensorFlowGraphOptions { Outputs = [new TensorFlowOutput(output, "result")] }),
            [.. inputs.Select(Feed)]
        )["result"];

    public static OnnxTensor Feed((string Name, long[] Shape, float[] Values) input)
    {
        var tensor = OnnxTensor.Float32(input.Values, input.Shape, input.Name);
        return input.Shape.Length == 4 ? tensor.Transpose(0, 3, 1, 2) : tensor;
    }

    public static JsonObject Ints(params int[] values) =>
        new()
        {
            ["list"] = new JsonObject { ["i"] = new JsonArray([.. values.Select(v => JsonValue.Create($"{v}"))]) },
        };

    public static JsonObject Texts(params string[] values) =>
        new()
        {
            ["list"] = new JsonObject { ["s"] = new JsonArray([.. values.Select(v => JsonValue.Create(Base64(v)))]) },
        };

    public static JsonObject Text(string value) => new() { ["s"] = Base64(value) };

    public static JsonObject Int(int value) => new() { ["i"] = $"{value}" };

    public static JsonObject Number(float value) => new() { ["f"] = value };

    public static JsonObject Flag(bool value) => new() { ["b"] = value };

    public static JsonObject Type(string value) => new() { ["type"] = value };

    private static JsonObject Shape(int[] sizes) =>
        new()
        {
            ["shape"] = new JsonObject
            {
                ["dim"] = new JsonArray([.. sizes.Select(s => new JsonObject { ["size"] = $"{s}" })]),
            },
        };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private GraphModelFile Weight(
        string name,
        int[] shape,
        string type,
        ReadOnlySpan<byte> bytes,
        JsonObject? quantization = null
    )
    {
        var entry = new JsonObject
        {
            ["name"] = name,
            ["shape"] = new JsonArray([.. shape.Select(s => JsonValue.Create(s))]),
            ["dtype"] = type,
        };
        if (quantization is not null)
        {
            entry["quantization"] = quantization;
        }

        _weights.Add(entry);
        _bytes.AddRange(bytes);
        return Node("Const", name, []);
    }
}
