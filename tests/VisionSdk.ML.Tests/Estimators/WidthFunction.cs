using Microsoft.ML.Data;

namespace VisionSdk.ML.Tests;

/// <summary>Finds out how wide pictures are, and keeps a record of its calls.</summary>
internal sealed class WidthFunction(int batchSize) : PictureFunction<WidthFunction.Result>
{
    public const string Width = "Width";
    public const string Copies = "Copies";

    /// <summary>How many pictures each call was for.</summary>
    public List<int> Calls { get; } = [];

    public Action<CancellationToken>? During { get; set; }

    public bool IsDisposed { get; private set; }

    public override int BatchSize => batchSize;

    public override void Compute(
        ReadOnlySpan<PictureRow> rows,
        Span<Result?> results,
        CancellationToken cancellationToken
    )
    {
        lock (Calls)
        {
            Calls.Add(rows.Length);
        }

        During?.Invoke(cancellationToken);
        using var decoded = DecodedRows.Decode(rows, static (_, _) => 1, cancellationToken);
        for (var i = 0; i < decoded.Images.Count; i++)
        {
            results[decoded.Rows[i]] = new Result(decoded.Images[i].SourceSize.Width);
        }
    }

    public static VisionTransformer Transformer(
        WidthFunction function,
        BadImageHandling badImages = BadImageHandling.Throw
    ) =>
        new(
            new VisionMapping<Result>(
                new VisionColumns("Out", "Image"),
                [
                    new OutputColumn<Result, VBuffer<float>>(
                        Width,
                        new VectorDataViewType(NumberDataViewType.Single, 1),
                        static (in row, ref value) =>
                            Values.CopyOrNaN(row.Value is { } found ? [found.Width] : [], 1, ref value)
                    ),
                    new OutputColumn<Result, VBuffer<float>>(
                        Copies,
                        new VectorDataViewType(NumberDataViewType.Single),
                        static (in row, ref value) =>
                        {
                            var width = row.Value?.Width ?? 0;
                            Values.Dense(ref value, width).Fill(width);
                        }
                    ),
                    new OutputColumn<Result, ReadOnlyMemory<char>>(
                        "Status",
                        TextDataViewType.Instance,
                        static (in row, ref value) => value = Values.Text(row.Status)
                    ),
                ],
                function,
                new ImageDecoder(),
                badImages
            ),
            static () => throw new InvalidOperationException("There is no saved form.")
        );

    protected override void Dispose(bool disposing) => IsDisposed = true;

    internal sealed record Result(int Width);
}
