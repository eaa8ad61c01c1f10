using System.Collections.Immutable;
using System.Text.Json;

namespace VisionSdk.Onnx;

/// <summary>The inputs and outputs that a model declares; empty when it declares none.</summary>
/// <param name="Inputs">Shape of each input by the name of its node, −1 for open sizes.</param>
/// <param name="Outputs">Outputs in the order of the file.</param>
internal sealed record GraphSignature(
    ImmutableDictionary<string, ImmutableArray<int>> Inputs,
    ImmutableArray<SignatureOutput> Outputs
)
{
    /// <summary>Reads <c>signature</c>, which converters write at the top level or under <c>userDefinedMetadata</c>.</summary>
    public static GraphSignature Read(JsonElement root)
    {
        if (!root.TryGetProperty("signature", out var signature))
        {
            if (
                !root.TryGetProperty("userDefinedMetadata", out var metadata)
                || !metadata.TryGetProperty("signature", out signature)
            )
            {
                return new GraphSignature(ImmutableDictionary<string, ImmutableArray<int>>.Empty, []);
            }
        }

        return new GraphSignature(ReadInputs(signature), ReadOutputs(signature));
    }

    private static ImmutableDictionary<string, ImmutableArray<int>> ReadInputs(JsonElement signature)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, ImmutableArray<int>>(StringComparer.Ordinal);
        if (signature.TryGetProperty("inputs", out var declared))
        {
            foreach (var input in declared.EnumerateObject())
            {
                if (input.Value.TryGetProperty("tensorShape", out var shape))
                {
                    inputs[Tensor(input).Node] = NodeAttributes.ReadShape(shape);
                }
            }
        }

        return inputs.ToImmutable();
    }

    private static ImmutableArray<SignatureOutput> ReadOutputs(JsonElement signature) =>
        signature.TryGetProperty("outputs", out var declared)
            ? [.. declared.EnumerateObject().Select(o => new SignatureOutput(o.Name, Tensor(o)))]
            : [];

    private static TensorReference Tensor(JsonProperty entry) =>
        TensorReference.Parse(
            entry.Value.TryGetProperty("name", out var name) ? name.GetString() ?? entry.Name : entry.Name
        );
}

/// <summary>An output that a signature names.</summary>
/// <param name="Name">Name in the signature, such as <c>output_mesh</c>.</param>
/// <param name="Tensor">The tensor that it stands for.</param>
internal readonly record struct SignatureOutput(string Name, TensorReference Tensor);
