namespace VisionSdk.Core.Tests;

/// <summary>Outputs of a network that does not exist.</summary>
internal sealed class OutputTensors(params (int[] Shape, float[] Values)[] tensors) : IOutputTensors
{
    public ReadOnlySpan<float> Values(int index) => tensors[index].Values;

    public ReadOnlySpan<int> Shape(int index) => tensors[index].Shape;

    /// <summary>Normally distributed values, the same for the same seed.</summary>
    public static OutputTensors Random(int seed, float mean, float deviation, params int[][] shapes)
    {
        var random = new Random(seed);
        return new OutputTensors([.. shapes.Select(shape => (shape, Fill(shape)))]);

        float[] Fill(int[] shape)
        {
            var values = new float[shape.Aggregate(1, static (product, dimension) => product * dimension)];
            for (var i = 0; i < values.Length; i++)
            {
                // Box and Muller.
                var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
                values[i] = (float)(mean + (deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble())));
            }

            return values;
        }
    }

    /// <summary>The same tensors, one of them without its last value.</summary>
    public OutputTensors Shortened(int index)
    {
        var changed = tensors.ToArray();
        var values = changed[index].Values[..^1];
        changed[index] = ([values.Length], values);
        return new OutputTensors(changed);
    }

    /// <summary>The same tensors, one of them changed.</summary>
    public OutputTensors With(int index, Func<float, float> change)
    {
        var changed = tensors.ToArray();
        changed[index].Values = [.. changed[index].Values.Select(change)];
        return new OutputTensors(changed);
    }
}
