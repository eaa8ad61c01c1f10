using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;

namespace VisionSdk.ML;

/// <summary>Records what a network answers to the generated pattern, so that every later load can be compared with it.</summary>
public static class GoldenRecorder
{
    private const int Samples = 256;

    /// <summary>Runs a loaded model on the pattern.</summary>
    /// <param name="engine">The model; its manifest needs no golden run yet.</param>
    /// <param name="seed">Seed of the pattern; not 0.</param>
    /// <returns>
    /// The run: pixels from 0 to 255 as the manifest normalises them, and up to 256 samples of each output. <see langword="null"/> when no
    /// output has a value for the pattern, as with graphs that return only what they found.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seed"/> is 0.</exception>
    /// <exception cref="ModelIntegrityException">An output is not finite: such a run proves nothing.</exception>
    /// <exception cref="VisionSdkException">The runtime failed.</exception>
    public static GoldenRun? Record(InferenceEngine engine, uint seed)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentOutOfRangeException.ThrowIfZero(seed);
        var manifest = engine.Manifest;
        var (minimum, maximum) = RangeOf(manifest.Input);
        using var slot = engine.Rent();
        var length = checked((int)(manifest.Input.Size.PixelCount * manifest.Input.Channels));
        GoldenPattern.Fill(seed, minimum, maximum, slot.Input(0)[..length]);
        slot.Run(1);
        var tensors = slot.Outputs(0);
        var outputs = ImmutableArray.CreateBuilder<GoldenOutput>();
        for (var i = 0; i < manifest.Output.Tensors.Length; i++)
        {
            if (tensors.Values(i) is { IsEmpty: false } values)
            {
                outputs.Add(Sample(manifest, manifest.Output.Tensors[i], values));
            }
        }

        return outputs.Count == 0
            ? null
            : new GoldenRun
            {
                Seed = seed,
                Minimum = minimum,
                Maximum = maximum,
                Outputs = outputs.ToImmutable(),
            };
    }

    private static GoldenOutput Sample(ModelManifest manifest, string tensor, ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ModelIntegrityException(
                    $"Output '{tensor}' of model '{manifest.Id}' is {values[i].ToString(CultureInfo.InvariantCulture)} at {i} for the golden pattern; expected finite values. Correct the input's normalisation, or the export.",
                    manifest.Id,
                    tensor,
                    "finite values",
                    values[i].ToString(CultureInfo.InvariantCulture)
                );
            }
        }

        var count = Math.Min(Samples, values.Length);
        var positions = ImmutableArray.CreateBuilder<int>(count);
        var samples = ImmutableArray.CreateBuilder<float>(count);
        for (var i = 0; i < count; i++)
        {
            var position = (int)((long)i * values.Length / count);
            positions.Add(position);
            samples.Add(values[position]);
        }

        return new GoldenOutput
        {
            Tensor = tensor,
            Length = values.Length,
            Scale = Math.Abs(TensorPrimitives.MaxMagnitude(values)),
            MeanAbsolute = TensorPrimitives.SumOfMagnitudes(values) / values.Length,
            Positions = positions.MoveToImmutable(),
            Values = samples.MoveToImmutable(),
        };
    }

    // What pixels of 0 and 255 become, over all channels.
    private static (float Minimum, float Maximum) RangeOf(ModelInput input)
    {
        var (minimum, maximum) = (float.MaxValue, float.MinValue);
        for (var channel = 0; channel < input.Channels; channel++)
        {
            var mean = input.Mean.IsDefaultOrEmpty ? 0 : input.Mean[channel];
            var deviation = input.StandardDeviation.IsDefaultOrEmpty ? 1 : input.StandardDeviation[channel];
            foreach (var pixel in (ReadOnlySpan<float>)[0, 255])
            {
                var value = ((pixel * input.Scale) - mean) / deviation;
                (minimum, maximum) = (MathF.Min(minimum, value), MathF.Max(maximum, value));
            }
        }

        return (minimum, maximum);
    }
}
