using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Keeps the values that one column of the input has in the rows of a batch.</summary>
internal abstract class ColumnBuffer
{
    private static readonly MethodInfo ScalarDefinition = Definition(CreateScalar<int>);
    private static readonly MethodInfo VectorDefinition = Definition(CreateVector<int>);

    private delegate ColumnBuffer Factory(DataViewRow row, DataViewSchema.Column column, int capacity);

    /// <summary>Copies the value of the row that the input's cursor stands on.</summary>
    public abstract void Fill(int index);

    /// <summary>A getter of the value of the current row.</summary>
    public abstract Delegate CreateGetter(Func<int> current);

    public static ColumnBuffer Create(DataViewRow row, DataViewSchema.Column column, int capacity)
    {
        var (definition, type) = column.Type is VectorDataViewType vector
            ? (VectorDefinition, vector.ItemType.RawType)
            : (ScalarDefinition, column.Type.RawType);
        return definition.MakeGenericMethod(type).CreateDelegate<Factory>()(row, column, capacity);
    }

    private static MethodInfo Definition(Factory factory) => factory.Method.GetGenericMethodDefinition();

    private static ScalarBuffer<T> CreateScalar<T>(DataViewRow row, DataViewSchema.Column column, int capacity) =>
        new(row.GetGetter<T>(column), capacity);

    private static VectorBuffer<T> CreateVector<T>(DataViewRow row, DataViewSchema.Column column, int capacity) =>
        new(row.GetGetter<VBuffer<T>>(column), capacity);

    private sealed class ScalarBuffer<T>(ValueGetter<T> source, int capacity) : ColumnBuffer
    {
        private readonly T[] _values = new T[capacity];

        public override void Fill(int index) => source(ref _values[index]);

        public override Delegate CreateGetter(Func<int> current) =>
            (ValueGetter<T>)((ref value) => value = _values[current()]);
    }

    private sealed class VectorBuffer<T>(ValueGetter<VBuffer<T>> source, int capacity) : ColumnBuffer
    {
        private readonly VBuffer<T>[] _values = new VBuffer<T>[capacity];

        public override void Fill(int index) => source(ref _values[index]);

        // The reader may keep and change what it gets, so it gets a copy.
        public override Delegate CreateGetter(Func<int> current) =>
            (ValueGetter<VBuffer<T>>)((ref value) => _values[current()].CopyTo(ref value));
    }
}
