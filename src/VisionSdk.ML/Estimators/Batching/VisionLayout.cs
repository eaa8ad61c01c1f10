using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Where the columns of a transformed view come from: those of the input keep their index, the computed ones follow.</summary>
internal sealed class VisionLayout
{
    private readonly VisionColumns _columns;

    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type.</exception>
    public VisionLayout(DataViewSchema input, VisionMapping mapping)
    {
        _columns = mapping.Columns;
        Input = input;
        _ = PictureColumn.IsPath(PictureColumn.Find(input, _columns.Image));
        if (_columns.Box is { } box)
        {
            PictureColumn.RequireBoxes(PictureColumn.Find(input, box));
        }

        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        foreach (var output in mapping.Outputs)
        {
            builder.AddColumn(output.Name, output.Type);
        }

        Output = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    /// <summary>Index among the computed columns; negative for a column of the input.</summary>
    public int ComputedIndex(DataViewSchema.Column column) => column.Index - Input.Count;

    /// <summary>The columns of the input that some columns of the output need.</summary>
    public List<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> columns)
    {
        var needed = new bool[Input.Count];
        foreach (var column in columns)
        {
            if (ComputedIndex(column) < 0)
            {
                needed[column.Index] = true;
                continue;
            }

            needed[Input[_columns.Image].Index] = true;
            if (_columns.Box is { } box)
            {
                needed[Input[box].Index] = true;
            }
        }

        return [.. Input.Where(column => needed[column.Index])];
    }
}
