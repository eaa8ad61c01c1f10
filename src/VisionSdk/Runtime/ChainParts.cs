namespace VisionSdk;

/// <summary>Collects the models of a chain, all of one generation, and gives them back when the chain does not come about.</summary>
internal sealed class ChainParts(ModelSlots slots, SlotGeneration generation, CancellationToken cancellationToken)
{
    private readonly List<SlotModel> _models = [];

    /// <summary>The model of a slot; none where no slot is named.</summary>
    public async ValueTask<SlotModel?> AddAsync(string? slot)
    {
        if (slot is null)
        {
            return null;
        }

        var model = await slots.HoldAsync(generation, slot, model: null, cancellationToken).ConfigureAwait(false);
        _models.Add(model);
        return model;
    }

    /// <summary>Puts a model at the end of the chain, where it runs, however early it was needed to know what else to load.</summary>
    public void RunsLast(SlotModel? model)
    {
        if (model is { } last && _models.Remove(last))
        {
            _models.Add(last);
        }
    }

    /// <summary>Makes the chain; on an error every model is given back.</summary>
    public static async Task<FaceChain> BuildAsync(
        ModelSlots slots,
        SlotGeneration generation,
        Func<ChainParts, Task<(IFaceAnalyzer Analyzer, ModelManifest? Embedder)>> build,
        CancellationToken cancellationToken
    )
    {
        var parts = new ChainParts(slots, generation, cancellationToken);
        try
        {
            var (analyzer, embedder) = await build(parts).ConfigureAwait(false);
            return new FaceChain(analyzer, [.. parts._models], embedder);
        }
        catch
        {
            foreach (var model in parts._models)
            {
                model.Dispose();
            }

            throw;
        }
    }
}
