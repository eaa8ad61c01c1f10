using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Puts the library's own transformers back in the place of the compositions that stand for them in a model file.</summary>
internal sealed class RestoredPipeline(MLContext ml, ModelRepository models, EngineOptions engine) : IDisposable
{
    private readonly List<IDisposable> _loaded = [];

    /// <summary>Restores.</summary>
    /// <exception cref="ModelLoadException">A model is missing, another one, or cannot be loaded.</exception>
    public ITransformer Restore(ITransformer transformer)
    {
        if (transformer is not IEnumerable<ITransformer> chain)
        {
            return transformer;
        }

        ITransformer[] parts = [.. chain];
        if (parts is [CustomMappingTransformer<SavedInputs.Nothing, SavedInputs> inputs, var settings, ..])
        {
            var restored = Load(SettingsOf(inputs, settings), transformer);
            _loaded.Add(restored);
            return restored;
        }

        return new TransformerChain<ITransformer>(Array.ConvertAll(parts, Restore));
    }

    /// <summary>Frees what was loaded, when the pipeline cannot be used after all.</summary>
    public void Dispose() => _loaded.ForEach(static loaded => loaded.Dispose());

    private VisionTransformer Load(string settings, ITransformer saved)
    {
        var step = SavedStep.Parse(settings);
        var feature = SavedFeatures.Create(step, [.. step.Models.Select(model => model.FindIn(models))]);
        return new VisionTransformer(feature.Load(engine), () => saved);
    }

    private string SettingsOf(CustomMappingTransformer<SavedInputs.Nothing, SavedInputs> inputs, ITransformer settings)
    {
        var row = ml.Data.LoadFromEnumerable([new Row()]);
        return settings.Transform(inputs.Transform(row)).GetColumn<string>(SavedColumns.Settings).Single();
    }

    private sealed class Row
    {
        public bool IsRow { get; set; } = true;
    }
}
