using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace VisionSdk.ML;

/// <summary>Compares what a loaded graph computes with what its manifest promises: the right bytes on a machine that computes wrongly are no use.</summary>
internal static class GoldenCheck
{
    /// <exception cref="ModelIntegrityException">A value differs, or an output has another length or is not finite.</exception>
    /// <exception cref="ModelSignatureException">The graph lacks an output that the golden run names.</exception>
    public static void Run(EngineSession session, GoldenRun golden, ModelPackage package)
    {
        var manifest = package.Manifest;
        var missing = golden.Outputs.FirstOrDefault(output =>
            !session.Session.OutputMetadata.ContainsKey(output.Tensor)
        );
        if (missing is not null)
        {
            throw new ModelSignatureException(
                $"The golden run of model '{manifest.Id}' names the output '{missing.Tensor}'; the graph has: {string.Join(", ", session.Session.OutputNames)}. Correct the manifest.",
                manifest.Id,
                missing.Tensor,
                missing.Tensor,
                string.Join(", ", session.Session.OutputNames)
            );
        }

        var input = manifest.Input;
        var values = new float[checked((int)(input.Size.PixelCount * input.Channels))];
        GoldenPattern.Fill(golden.Seed, golden.Minimum, golden.Maximum, values);
        using var tensor = OrtValue.CreateTensorValueFromMemory(values, session.Signature.InputShape(1, input.Size));
        string[] names = [.. golden.Outputs.Select(static output => output.Tensor)];
        using var results = session.Run(tensor, names);
        for (var i = 0; i < names.Length; i++)
        {
            Compare(results[i].GetTensorDataAsSpan<float>(), golden.Outputs[i], package);
        }
    }

    private static void Compare(ReadOnlySpan<float> actual, GoldenOutput expected, ModelPackage package)
    {
        if (actual.Length != expected.Length)
        {
            throw Differs(package, expected, "has the length", expected.Length, actual.Length);
        }

        for (var i = 0; i < actual.Length; i++)
        {
            if (!float.IsFinite(actual[i]))
            {
                throw Differs(package, expected, $"at {i} is", "a finite value", actual[i]);
            }
        }

        var limit = (double)expected.Tolerance * expected.Scale;
        for (var i = 0; i < expected.Positions.Length; i++)
        {
            var position = expected.Positions[i];
            var found = actual[position];
            if (!(Math.Abs((double)found - expected.Values[i]) <= limit))
            {
                throw Differs(package, expected, $"at {position} is", expected.Values[i], found);
            }
        }

        // The samples are few; these two see a change anywhere in the tensor, if it is large or everywhere.
        var scale = actual.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(actual));
        if (!(Math.Abs((double)scale - expected.Scale) <= limit))
        {
            throw Differs(package, expected, "has the largest magnitude", expected.Scale, scale);
        }

        var mean = actual.IsEmpty ? 0 : TensorPrimitives.SumOfMagnitudes(actual) / actual.Length;
        if (!(Math.Abs((double)mean - expected.MeanAbsolute) <= limit))
        {
            throw Differs(package, expected, "has the mean magnitude", expected.MeanAbsolute, mean);
        }
    }

    private static ModelIntegrityException Differs(
        ModelPackage package,
        GoldenOutput output,
        string what,
        object expected,
        object actual
    )
    {
        var expectedText = Convert.ToString(expected, CultureInfo.InvariantCulture)!;
        var actualText = Convert.ToString(actual, CultureInfo.InvariantCulture)!;
        var manifest = package.Manifest;
        return new ModelIntegrityException(
            $"Golden output '{output.Tensor}' of model '{manifest.Id}' {manifest.Version} {what} {actualText}; the manifest promises {expectedText} (tolerance {output.Tolerance} of {output.Scale}). The runtime of this machine computes something else than the model's author saw; do not use it.",
            manifest.Id,
            package.ArtifactPath,
            expectedText,
            actualText
        );
    }
}
