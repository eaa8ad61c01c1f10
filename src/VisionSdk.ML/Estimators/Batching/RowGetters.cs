using System.Reflection;
using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Calls generic methods for a type that is only known at run time, once per column of a cursor.</summary>
internal static class RowGetters
{
    private static readonly MethodInfo GetGetterDefinition = (
        (Func<DataViewRow, DataViewSchema.Column, Delegate>)GetGetter<int>
    ).Method.GetGenericMethodDefinition();

    /// <summary>The getter of a row for the column's own type.</summary>
    public static Delegate Of(DataViewRow row, DataViewSchema.Column column) =>
        GetGetterDefinition
            .MakeGenericMethod(column.Type.RawType)
            .CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Delegate>>()(row, column);

    private static Delegate GetGetter<T>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<T>(column);
}
