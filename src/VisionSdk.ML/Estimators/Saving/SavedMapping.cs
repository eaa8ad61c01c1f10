namespace VisionSdk.ML;

/// <summary>The mapping of a loaded composition: finds the networks by the settings of the row, and keeps them for the next row. Thread-safe.</summary>
internal sealed class SavedMapping<TResult>(
    Func<SavedStep, IReadOnlyList<ModelPackage>, VisionFeature<TResult>> createFeature
)
    where TResult : class
{
    private volatile Loaded? _loaded;

    /// <summary>Computes a row.</summary>
    /// <param name="source">The row.</param>
    /// <param name="vectorLength">The feature's <see cref="VisionFeature{TResult}.VectorLength"/>.</param>
    public Computed<TResult> Compute(SavedSource source, out int vectorLength)
    {
        var loaded = _loaded;
        if (
            loaded is null
            || loaded.Function.IsDisposed
            || !source.Settings.Span.SequenceEqual(loaded.Settings.AsSpan())
        )
        {
            var settings = source.Settings.ToString();
            loaded = new Loaded(settings, VisionSdkRegistry.Load(settings, createFeature));
            _loaded = loaded;
        }

        vectorLength = loaded.Function.VectorLength;
        return loaded.Function.Compute(source);
    }

    private sealed record Loaded(string Settings, SavedFunction<TResult> Function);
}
