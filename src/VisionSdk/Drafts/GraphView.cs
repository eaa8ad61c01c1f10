using System.Collections.Immutable;
using VisionSdk.Onnx;

namespace VisionSdk;

/// <summary>A graph as its families see it: the picture that goes in, and the outputs for one image.</summary>
internal sealed record GraphView(
    OnnxGraphReport Report,
    PictureInput? Picture,
    ImageSize? Size,
    ImmutableArray<GraphOutput> Outputs,
    ModelHints Hints
)
{
    public static GraphView Create(OnnxGraphReport report, ModelHints hints)
    {
        var picture = PictureInput.Find(report);
        return new GraphView(
            report,
            picture,
            hints.InputSize ?? picture?.Size,
            [.. report.Outputs.Select(output => ViewOf(output, report, picture))],
            hints
        );
    }

    /// <summary>Cells of the grids of some strides over the input; 0 when the input's size is unknown.</summary>
    public long Cells(params ReadOnlySpan<int> strides)
    {
        var cells = 0L;
        foreach (var stride in strides)
        {
            cells += Size is { } size ? Columns(size.Width, stride) * Columns(size.Height, stride) : 0;
        }

        return cells;
    }

    /// <summary>The stride whose grid over the input has so many rows and columns; 0 when there is none.</summary>
    public int StrideOf(long rows, long columns)
    {
        if (Size is not { } size || rows <= 0 || columns <= 0)
        {
            return 0;
        }

        var stride = (int)Math.Round((double)size.Width / columns);
        return stride > 1 && Columns(size.Width, stride) == columns && Columns(size.Height, stride) == rows
            ? stride
            : 0;
    }

    private static long Columns(int length, int stride) => (length + stride - 1) / stride;

    private static GraphOutput ViewOf(OnnxValueInfo output, OnnxGraphReport report, PictureInput? picture)
    {
        var shape = output.Shape ?? [];
        var isBatched =
            shape.Length > 0 && (shape[0].Length == 1 || (shape[0].Length is null && shape[0] == picture?.Batch));
        return new GraphOutput(
            output.Name,
            output.ElementType,
            [.. shape.Skip(isBatched ? 1 : 0).Select(static dimension => dimension.Length ?? 0)],
            report.ComputedBy.GetValueOrDefault(output.Name, [])
        );
    }
}
