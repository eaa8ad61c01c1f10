using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The models that answer one set of features, put together.</summary>
/// <param name="Analyzer">The chain.</param>
/// <param name="Models">The models, in the order in which they run.</param>
/// <param name="Embedder">The embedding model's manifest; <see langword="null"/> when nothing is embedded.</param>
internal sealed record FaceChain(IFaceAnalyzer Analyzer, ImmutableArray<SlotModel> Models, ModelManifest? Embedder)
{
    /// <summary>The models for provenance.</summary>
    public ImmutableArray<ModelUse> Uses { get; } = [.. Models.Select(static model => model.Use)];

    /// <summary>Holds all models, unless one of them is gone already.</summary>
    public bool TryHold()
    {
        for (var held = 0; held < Models.Length; held++)
        {
            if (!Models[held].Version.TryHold())
            {
                Release(held);
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives back what <see cref="TryHold"/> took.</summary>
    public void Release() => Release(Models.Length);

    private void Release(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Models[i].Version.Release();
        }
    }
}
