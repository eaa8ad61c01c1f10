using System.Diagnostics;
using System.Globalization;

namespace VisionSdk.ML;

/// <summary>Runs a loaded network on a generated picture before anybody waits for it: what is slow the first time is over, and what it gives is looked at.</summary>
internal static class EngineWarmUp
{
    private const uint Seed = 20_170_414;

    /// <summary>Runs and times.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="runs">How often, at least 1.</param>
    /// <returns>The fastest run: what the network takes when nothing else is in its way.</returns>
    /// <exception cref="ModelIntegrityException">An output is not finite.</exception>
    public static TimeSpan Run(InferenceEngine engine, int runs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        using var slot = engine.RentUnguarded();
        Fill(engine.Manifest, slot.Input(0));
        var fastest = TimeSpan.MaxValue;
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            slot.Run(1);
            var elapsed = Stopwatch.GetElapsedTime(start);
            fastest = elapsed < fastest ? elapsed : fastest;
        }

        Check(engine, slot.Outputs(0));
        return fastest;
    }

    /// <summary>Noise over the whole range of pixels, as the network sees them.</summary>
    private static void Fill(ModelManifest manifest, Span<float> values)
    {
        GoldenPattern.Fill(Seed, 0, byte.MaxValue, values);
        var input = manifest.Input;
        var mean = input.Mean.IsDefaultOrEmpty ? 0 : input.Mean[0];
        var deviation = input.StandardDeviation.IsDefaultOrEmpty ? 1 : input.StandardDeviation[0];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((values[i] * input.Scale) - mean) / deviation;
        }
    }

    private static void Check(InferenceEngine engine, IOutputTensors outputs)
    {
        var manifest = engine.Manifest;
        for (var tensor = 0; tensor < manifest.Output.Tensors.Length; tensor++)
        {
            foreach (var value in outputs.Values(tensor))
            {
                if (!float.IsFinite(value))
                {
                    var found = value.ToString(CultureInfo.InvariantCulture);
                    throw new ModelIntegrityException(
                        $"Output '{manifest.Output.Tensors[tensor]}' of model '{manifest.Id}' {manifest.Version} has the value {found} for a picture of noise; every value must be finite. Do not use it: its weights are damaged, or it was exported wrongly.",
                        manifest.Id,
                        engine.Package.ArtifactPath,
                        "a finite value",
                        found
                    );
                }
            }
        }
    }
}
