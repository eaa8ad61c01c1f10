using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML.Tests;

/// <summary>Describes shapes and schemas alike, so that what an estimator promises can be compared with what its transformer does.</summary>
internal static class SchemaShapes
{
    public static string[] Describe(SchemaShape shape) =>
        [
            .. shape
                .Select(column => $"{column.Name}: {column.Kind} of {column.ItemType}{(column.IsKey ? " key" : "")}")
                .Order(StringComparer.Ordinal),
        ];

    public static string[] Describe(DataViewSchema schema) =>
        [
            .. schema
                .Where(column => !column.IsHidden)
                .Select(column => $"{column.Name}: {KindOf(column.Type)} of {ItemTypeOf(column.Type)}")
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The shape of a view of rows: what a mapping adds to a view without columns.</summary>
    public static SchemaShape Of<TRow>(MLContext ml)
        where TRow : class, new() =>
        ml
            .Transforms.CustomMapping<Nothing, TRow>(static (_, _) => { }, contractName: null)
            .GetOutputSchema(new SchemaShape([]));

    private static SchemaShape.Column.VectorKind KindOf(DataViewType type) =>
        type is not VectorDataViewType vector ? SchemaShape.Column.VectorKind.Scalar
        : vector.IsKnownSize ? SchemaShape.Column.VectorKind.Vector
        : SchemaShape.Column.VectorKind.VariableVector;

    private static DataViewType ItemTypeOf(DataViewType type) =>
        type is VectorDataViewType vector ? vector.ItemType : type;

    private sealed class Nothing;
}
