using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <summary>A function with its columns: all that a transformer needs.</summary>
internal abstract class VisionMapping(VisionColumns columns) : IDisposable
{
    public VisionColumns Columns => columns;

    public abstract IReadOnlyList<OutputColumn> Outputs { get; }

    /// <summary>How many rows a cursor computes at once at most.</summary>
    public abstract int BatchSize { get; }

    public abstract IPictureBatch CreateBatch();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

/// <inheritdoc/>
internal sealed class VisionMapping<TResult>(
    VisionColumns columns,
    ImmutableArray<OutputColumn<TResult>> outputs,
    PictureFunction<TResult> function,
    ImageDecoder decoder,
    BadImageHandling badImages
) : VisionMapping(columns)
    where TResult : class
{
    public override IReadOnlyList<OutputColumn> Outputs => outputs;

    public override int BatchSize => function.BatchSize;

    public override IPictureBatch CreateBatch() =>
        new PictureBatch<TResult>(function, outputs, () => new PictureRow(decoder, Columns.Image, badImages));

    protected override void Dispose(bool disposing)
    {
        function.Dispose();
        decoder.Dispose();
    }
}
