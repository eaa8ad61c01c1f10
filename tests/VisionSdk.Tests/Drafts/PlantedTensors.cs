using VisionSdk.Onnx;

namespace VisionSdk.Tests;

/// <summary>Builds graphs that return given values for every picture, computed by the operators of a real network's last layers.</summary>
internal sealed class PlantedTensors
{
    private readonly GraphBuilder _graph = new("planted");
    private readonly GraphValue _one;
    private readonly Random _random;

    /// <param name="size">Size of the picture.</param>
    /// <param name="seed">Seed of the noise.</param>
    public PlantedTensors(ImageSize size, int seed = 7)
    {
        Size = size;
        _random = new Random(seed);
        var picture = _graph.Input("images", OnnxElementType.Float32, 1, 3, size.Height, size.Width);
        var mean = _graph.Reshape(_graph.ReduceMean(picture, [1, 2, 3]), 1, 1);
        _one = _graph.Add(_graph.Mul(mean, _graph.Scalar(0)), _graph.Scalar(1));
    }

    public ImageSize Size { get; }

    /// <summary>Noise between two numbers, the same for the same seed.</summary>
    public float[] Noise(int count, float low, float high)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = low + ((high - low) * _random.NextSingle());
        }

        return values;
    }

    /// <summary>As a head's convolution would return it.</summary>
    public GraphValue Raw(float[] values, params long[] shape) =>
        _graph.Reshape(
            _graph.MatMul(_one, _graph.Constant(OnnxTensor.Float32(values, [1, values.Length]))),
            [1, .. shape]
        );

    /// <summary>Behind a sigmoid, from probabilities.</summary>
    public GraphValue Sigmoid(float[] probabilities, params long[] shape) =>
        _graph.Sigmoid(Raw([.. probabilities.Select(static p => MathF.Log(p / (1 - p)))], shape));

    /// <summary>Behind a soft-max of the last dimension, from probabilities.</summary>
    public GraphValue Softmax(float[] probabilities, params long[] shape) =>
        _graph.Softmax(Raw([.. probabilities.Select(static p => MathF.Log(p))], shape));

    /// <summary>Behind arithmetic, as boxes that the graph decodes itself.</summary>
    public GraphValue Decoded(float[] values, params long[] shape) =>
        _graph.Mul(_graph.Add(Raw(values, shape), _graph.Scalar(0)), _graph.Scalar(1));

    public GraphValue Constant(float[] values, params long[] shape) =>
        _graph.Constant(OnnxTensor.Float32(values, [1, .. shape]));

    public GraphValue Concat(int axis, params GraphValue[] values) => _graph.Concat(axis, values);

    public GraphValue Whole(GraphValue value) => _graph.Cast(value, OnnxElementType.Int64);

    public PlantedTensors Output(string name, GraphValue value, params long[] shape)
    {
        _graph.Output(value, name, [.. shape.Select(static length => (OnnxDimension)length)]);
        return this;
    }

    public OnnxModel Build(params (string Key, string Value)[] metadata)
    {
        var model = _graph.Build();
        foreach (var (key, value) in metadata)
        {
            model.SetMetadata(key, value);
        }

        return model;
    }
}
