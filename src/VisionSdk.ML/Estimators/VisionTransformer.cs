using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Loaded networks that add their results to the rows of a view: what the estimators of this library fit to.</summary>
/// <remarks>
/// <para>
/// Thread-safe: any number of views, cursors and prediction engines may use one transformer at a time. Cursors read up to the settings' batch
/// size of rows ahead and compute them at once, when one of the batch's results is read; columns that nobody reads cost nothing. Cursors of a
/// set (<see cref="IDataView.GetRowCursorSet"/>) compute in parallel. Views are lazy, as all of ML.NET's: whoever passes over the rows more than once,
/// as most trainers do, computes them each time, unless the rows are cached before (<c>AppendCacheCheckpoint</c>, <c>mlContext.Data.Cache</c>).
/// </para>
/// <para>
/// Owns the networks: dispose it when they are no longer needed. A <see cref="TransformerChain{TLastTransformer}"/> disposes its parts, and a
/// prediction engine disposes its transformer unless <see cref="PredictionEngineOptions.OwnsTransformer"/> is off. Saved by
/// <see cref="ModelOperationsCatalog.Save(ITransformer, DataViewSchema, string)"/> as a reference to its models, not with their weights;
/// see <see cref="VisionSdkMLContextExtensions.LoadVisionPipeline"/>.
/// </para>
/// </remarks>
public sealed class VisionTransformer : ITransformer, IDisposable
{
    private readonly VisionMapping _mapping;
    private readonly Func<ITransformer> _saved;
    private volatile bool _disposed;

    /// <param name="mapping">What is computed; owned from here on.</param>
    /// <param name="saved">Makes the form that is saved in place of this one.</param>
    internal VisionTransformer(VisionMapping mapping, Func<ITransformer> saved)
    {
        _mapping = mapping;
        _saved = saved;
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The schema of a view after <see cref="Transform"/>.</summary>
    /// <param name="inputSchema">The schema of the view before.</param>
    /// <returns>The input's columns and those of the results.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => LayoutOf(inputSchema).Output;

    /// <summary>Adds the results to a view. Nothing is computed yet.</summary>
    /// <param name="input">The view.</param>
    /// <returns>The same rows with more columns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new VisionDataView(input, LayoutOf(input.Schema), _mapping);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new VisionRowMapper(LayoutOf(inputSchema), _mapping);
    }

    // ML.NET lets only its own transformers write into a model file; a composition of these stands for this one there.
    void ICanSaveModel.Save(ModelSaveContext ctx) => _saved().Save(ctx);

    /// <summary>Frees the networks, as soon as no row is being computed. A second call does nothing.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _mapping.Dispose();
        }
    }

    private VisionLayout LayoutOf(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new VisionLayout(inputSchema, _mapping);
    }
}
