using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Puts together what stands for an estimator in a model file.</summary>
/// <remarks>
/// A custom mapping has nothing but a contract name in the file, and columns that its types fix. So the settings travel as a table of one row
/// that a stock value mapping looks up, and vectors of a length that only the model knows are cut into slices, one for each binary digit of the
/// length, and concatenated again.
/// </remarks>
internal static class SavedComposition
{
    /// <summary>Composes.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="step">What is computed.</param>
    /// <param name="isPath">Whether the pictures are files, rather than bytes.</param>
    /// <param name="factory">The mapping that computes it.</param>
    /// <param name="outputs">Its columns.</param>
    public static IEstimator<ITransformer> Of<TRow>(
        MLContext ml,
        SavedStep step,
        bool isPath,
        CustomMappingFactory<SavedSource, TRow> factory,
        params ReadOnlySpan<SavedOutput> outputs
    )
        where TRow : class, new()
    {
        var columns = step.Columns;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = step.ToJson() };
        var chain = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(
                ml.Transforms.CustomMapping(new SavedInputsFactory().GetMapping(), SavedInputsFactory.Contract)
            )
            .Append<ITransformer>(ml.Transforms.Conversion.MapValue(SavedColumns.Settings, settings, SavedColumns.Key))
            .Append<ITransformer>(
                ml.Transforms.CopyColumns(isPath ? SavedColumns.Path : SavedColumns.Bytes, columns.Image)
            );
        if (columns.Box is { } box)
        {
            chain = chain.Append<ITransformer>(ml.Transforms.CopyColumns(SavedColumns.Box, box));
        }

        chain = chain.Append<ITransformer>(ml.Transforms.CustomMapping(factory.GetMapping(), step.Contract));
        var temporary = new HashSet<string>(StringComparer.Ordinal)
        {
            SavedColumns.Key,
            SavedColumns.Settings,
            SavedColumns.Path,
            SavedColumns.Bytes,
            SavedColumns.Box,
        };
        foreach (var output in outputs)
        {
            temporary.Add(output.Column);
            chain =
                output.Length == 0
                    ? chain.Append<ITransformer>(ml.Transforms.CopyColumns(output.Output, output.Column))
                    : AppendSlices(chain, ml, output, temporary);
        }

        return chain.Append<ITransformer>(ml.Transforms.DropColumns([.. temporary]));
    }

    private static EstimatorChain<ITransformer> AppendSlices(
        EstimatorChain<ITransformer> chain,
        MLContext ml,
        SavedOutput output,
        HashSet<string> temporary
    )
    {
        chain = chain.Append<ITransformer>(ml.Transforms.CopyColumns(SavedColumns.Values, output.Column));
        temporary.Add(SavedColumns.Values);
        var names = new List<string>();
        for (var rest = (uint)output.Length; rest != 0; )
        {
            var size = 1 << BitOperations.Log2(rest);
            rest -= (uint)size;
            chain = chain.Append(Slices.Mapping(ml, size));
            names.Add(Slices.ColumnOf(size));
            temporary.Add(Slices.ColumnOf(size));
        }

        return chain.Append<ITransformer>(ml.Transforms.Concatenate(output.Output, [.. names]));
    }
}
