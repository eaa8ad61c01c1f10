using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Which columns of a view a caller asked for, and the getters of a row over them.</summary>
internal sealed class ActiveColumns
{
    private readonly VisionLayout _layout;
    private readonly bool[] _isActive;

    public ActiveColumns(VisionLayout layout, IEnumerable<DataViewSchema.Column> columns)
    {
        _layout = layout;
        _isActive = new bool[layout.Output.Count];
        foreach (var column in columns)
        {
            _isActive[column.Index] = true;
        }
    }

    public DataViewSchema Schema => _layout.Output;

    /// <summary>Whether anything has to be computed.</summary>
    public bool AnyComputed => _isActive.AsSpan(_layout.Input.Count).Contains(true);

    /// <summary>The active columns that are the input's.</summary>
    public IEnumerable<DataViewSchema.Column> PassedThrough => _layout.Input.Where(column => _isActive[column.Index]);

    public bool IsActive(DataViewSchema.Column column) => _isActive[Checked(column)];

    /// <summary>A getter after the checks that callers rely on.</summary>
    /// <param name="column">The column.</param>
    /// <param name="passed">The getter of a column of the input.</param>
    /// <param name="computed">The getter of a computed column, by its index among these.</param>
    public ValueGetter<TValue> Getter<TValue>(
        DataViewSchema.Column column,
        Func<DataViewSchema.Column, Delegate> passed,
        Func<int, Delegate> computed
    )
    {
        if (!_isActive[Checked(column)])
        {
            throw new InvalidOperationException(
                $"Column '{column.Name}' is not active; ask for it when the cursor or row is made."
            );
        }

        var index = _layout.ComputedIndex(column);
        var getter = index < 0 ? passed(_layout.Input[column.Index]) : computed(index);
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException(
                $"Column '{column.Name}' holds {column.Type}, which is read as {column.Type.RawType}, not as {typeof(TValue)}."
            );
    }

    private int Checked(DataViewSchema.Column column) =>
        column.Index < _isActive.Length && Schema[column.Index].Name == column.Name
            ? column.Index
            : throw new ArgumentOutOfRangeException(
                nameof(column),
                column.Name,
                "The column is not one of this row's schema."
            );
}
