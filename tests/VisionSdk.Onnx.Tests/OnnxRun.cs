using Microsoft.ML.OnnxRuntime;

namespace VisionSdk.Onnx.Tests;

/// <summary>Runs a model in ONNX Runtime, one thread, everything in float32.</summary>
internal static class OnnxRun
{
    public static IReadOnlyDictionary<string, OnnxTensor> Run(OnnxModel model, params OnnxTensor[] inputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model.ToBytes(), options);
        var feeds = inputs.ToDictionary(i => i.Name, Feed);
        try
        {
            using var run = new RunOptions();
            using var results = session.Run(run, feeds, session.OutputNames);
            return session.OutputNames.Zip(results, Fetch).ToDictionary(t => t.Name);
        }
        finally
        {
            foreach (var feed in feeds.Values)
            {
                feed.Dispose();
            }
        }
    }

    private static OrtValue Feed(OnnxTensor input) =>
        input.ElementType == OnnxElementType.Float32
            ? OrtValue.CreateTensorValueFromMemory(input.ToFloat32(), [.. input.Dimensions])
            : OrtValue.CreateTensorValueFromMemory(input.ToInt64(), [.. input.Dimensions]);

    private static OnnxTensor Fetch(string name, OrtValue value)
    {
        var shape = value.GetTensorTypeAndShape();
        var type = (OnnxElementType)shape.ElementDataType;
        var bytes = value.GetTensorMutableRawData();
        return new OnnxTensor(type, shape.Shape, bytes.ToArray(), name);
    }

    /// <summary>A float32 input whose values come from a seed, uniform in [0, <paramref name="scale"/>).</summary>
    public static OnnxTensor RandomInput(string name, int seed, float scale, params long[] dimensions)
    {
        var random = new Random(seed);
        var values = new float[dimensions.Aggregate(1L, (a, b) => a * b)];
        foreach (ref var value in values.AsSpan())
        {
            value = random.NextSingle() * scale;
        }

        return OnnxTensor.Float32(values, dimensions, name);
    }
}
