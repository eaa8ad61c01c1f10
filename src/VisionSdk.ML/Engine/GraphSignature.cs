using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace VisionSdk.ML;

/// <summary>The tensors of a graph that the manifest names, checked against what the graph has.</summary>
internal sealed class GraphSignature
{
    private GraphSignature(
        ModelInput input,
        int maxBatch,
        ImmutableArray<string> outputs,
        ImmutableArray<LeadingDimension> leading
    )
    {
        Input = input;
        MaxBatch = maxBatch;
        OutputNames = outputs;
        LeadingDimensions = leading;
        InputNames = [input.Name];
    }

    public ModelInput Input { get; }

    /// <summary>Largest batch of one run.</summary>
    public int MaxBatch { get; }

    public ImmutableArray<string> InputNames { get; }

    /// <summary>In the order of <see cref="DecoderSettings.Tensors"/>.</summary>
    public ImmutableArray<string> OutputNames { get; }

    /// <summary>Per output what its first dimension is.</summary>
    public ImmutableArray<LeadingDimension> LeadingDimensions { get; }

    /// <summary>Checks names, element types and shapes.</summary>
    /// <exception cref="ModelSignatureException">A tensor is missing or differs.</exception>
    public static GraphSignature Check(InferenceSession session, ModelManifest manifest, EngineOptions options)
    {
        var input = manifest.Input;
        CheckInput(session, manifest);
        var maxBatch = input.MaxBatch == 0 ? options.MaxBatch : Math.Min(input.MaxBatch, options.MaxBatch);
        var names = manifest.Output.Tensors;
        var leading = names.Select(name => CheckOutput(session, manifest, name)).ToImmutableArray();
        return new GraphSignature(input, maxBatch, names, leading);
    }

    /// <summary>The dimensions of the input tensor.</summary>
    public long[] InputShape(int batch, ImageSize canvas) =>
        Input.Layout == TensorLayout.Nchw
            ? [batch, Input.Channels, canvas.Height, canvas.Width]
            : [batch, canvas.Height, canvas.Width, Input.Channels];

    private static void CheckInput(InferenceSession session, ModelManifest manifest)
    {
        var input = manifest.Input;
        if (session.InputMetadata.Count != 1 || !session.InputMetadata.TryGetValue(input.Name, out var found))
        {
            throw new ModelSignatureException(
                $"Model '{manifest.Id}' should have the one input '{input.Name}'; its graph has: {string.Join(", ", session.InputNames)}. Correct the manifest's input name, or cut the graph.",
                manifest.Id,
                input.Name,
                input.Name,
                string.Join(", ", session.InputNames)
            );
        }

        RequireFloat(found, manifest.Id, input.Name);
        var height = input.SizeMultiple > 0 ? -1 : input.Height;
        var width = input.SizeMultiple > 0 ? -1 : input.Width;
        var batch = input.MaxBatch == 1 ? 1 : -1;
        int[] expected =
            input.Layout == TensorLayout.Nchw
                ? [batch, input.Channels, height, width]
                : [batch, height, width, input.Channels];
        var actual = found.Dimensions;
        var fits = actual.Length == expected.Length;
        for (var i = 0; fits && i < expected.Length; i++)
        {
            // A graph that takes any size where the manifest fixes one is fine; the reverse is not.
            fits = actual[i] < 0 || actual[i] == expected[i];
        }

        if (!fits)
        {
            throw new ModelSignatureException(
                $"Model '{manifest.Id}' input '{input.Name}' should be {Describe(expected)} by its manifest; its graph has {Describe(actual)}. Correct the manifest's size, layout, colour order or batch.",
                manifest.Id,
                input.Name,
                Describe(expected),
                Describe(actual)
            );
        }
    }

    private static LeadingDimension CheckOutput(InferenceSession session, ModelManifest manifest, string name)
    {
        if (!session.OutputMetadata.TryGetValue(name, out var found))
        {
            throw new ModelSignatureException(
                $"Model '{manifest.Id}' should have the output '{name}'; its graph has: {string.Join(", ", session.OutputNames)}. Correct the manifest's output tensors.",
                manifest.Id,
                name,
                name,
                string.Join(", ", session.OutputNames)
            );
        }

        RequireFloat(found, manifest.Id, name);
        return LeadingDimensionOf(found, session.InputMetadata[manifest.Input.Name], manifest.Input.MaxBatch);
    }

    private static LeadingDimension LeadingDimensionOf(NodeMetadata output, NodeMetadata input, int maxBatch)
    {
        if (output.Dimensions.Length == 0)
        {
            // The graph does not say: a tensor of unknown shape.
            return maxBatch == 1 ? LeadingDimension.One : LeadingDimension.Batch;
        }

        if (output.Dimensions[0] >= 0)
        {
            return output.Dimensions[0] == 1 ? LeadingDimension.One : LeadingDimension.Item;
        }

        if (maxBatch != 1)
        {
            return LeadingDimension.Batch;
        }

        // One image at a time: an open dimension is either the batch of a graph that would take more, or a number of rows that depends on the image.
        var isBatch = input.Dimensions[0] < 0 && output.SymbolicDimensions[0] == input.SymbolicDimensions[0];
        return isBatch ? LeadingDimension.One : LeadingDimension.Item;
    }

    private static void RequireFloat(NodeMetadata tensor, string modelId, string name)
    {
        var actual = tensor.IsTensor ? tensor.ElementDataType.ToString() : tensor.OnnxValueType.ToString();
        if (!tensor.IsTensor || tensor.ElementDataType != TensorElementType.Float)
        {
            throw new ModelSignatureException(
                $"Model '{modelId}' tensor '{name}' should hold Float values; its graph has {actual}. Add a Cast to the graph.",
                modelId,
                name,
                nameof(TensorElementType.Float),
                actual
            );
        }
    }

    private static string Describe(int[] dimensions) =>
        $"[{string.Join(", ", dimensions.Select(static d => d < 0 ? "?" : d.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
