using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>A column that an estimator adds.</summary>
internal abstract class OutputColumn(string name, DataViewType type)
{
    public string Name => name;

    public DataViewType Type => type;
}

/// <summary>A column of a kind of result.</summary>
internal abstract class OutputColumn<TResult>(string name, DataViewType type) : OutputColumn(name, type)
    where TResult : class
{
    /// <summary>A <see cref="ValueGetter{TValue}"/> over the current row.</summary>
    public abstract Delegate CreateGetter(Func<Computed<TResult>> current);
}

/// <summary>A column with its way from a result to a value.</summary>
internal sealed class OutputColumn<TResult, TValue>(
    string name,
    DataViewType type,
    OutputColumn<TResult, TValue>.Reader read
) : OutputColumn<TResult>(name, type)
    where TResult : class
{
    /// <summary>Writes the value of a row; <paramref name="value"/> is what an earlier row left and may be reused.</summary>
    public delegate void Reader(in Computed<TResult> row, ref TValue value);

    public override Delegate CreateGetter(Func<Computed<TResult>> current) =>
        (ValueGetter<TValue>)((ref value) => read(current(), ref value));
}
