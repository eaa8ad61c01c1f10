using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>Which types an input column may have, and the errors when it has another. The texts follow ML.NET's own.</summary>
internal static class PictureColumn
{
    private static readonly string ParameterName = "inputSchema";

    public const string ImageTypes = "String (path of a file) or Vector<Byte> (encoded image)";

    public const string BoxTypes = "Vector<Single> (X, Y, Width, Height of one box or several)";

    /// <summary>The column of a schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of this name.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) ?? throw Missing(name);

    /// <summary>Whether the pictures are files, rather than bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column has another type.</exception>
    public static bool IsPath(DataViewSchema.Column column) =>
        column.Type is TextDataViewType
        || (
            column.Type is VectorDataViewType { ItemType: NumberDataViewType item } && item == NumberDataViewType.Byte
                ? false
                : throw Mismatch(column.Name, ImageTypes, column.Type.ToString()!)
        );

    /// <summary>The same of a column that is only known by its shape.</summary>
    public static bool IsPath(SchemaShape schema, string name)
    {
        var column = Find(schema, name);
        var isVector = column.Kind != SchemaShape.Column.VectorKind.Scalar;
        if (!isVector && column.ItemType is TextDataViewType)
        {
            return true;
        }

        return isVector && !column.IsKey && column.ItemType == NumberDataViewType.Byte
            ? false
            : throw Mismatch(name, ImageTypes, Describe(column));
    }

    public static void RequireBoxes(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType { ItemType: var item } || item != NumberDataViewType.Single)
        {
            throw Mismatch(column.Name, BoxTypes, column.Type.ToString()!);
        }
    }

    public static void RequireBoxes(SchemaShape schema, string name)
    {
        var column = Find(schema, name);
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar || column.ItemType != NumberDataViewType.Single)
        {
            throw Mismatch(name, BoxTypes, Describe(column));
        }
    }

    private static SchemaShape.Column Find(SchemaShape schema, string name)
    {
        foreach (var column in schema)
        {
            if (column.Name == name)
            {
                return column;
            }
        }

        throw Missing(name);
    }

    private static ArgumentOutOfRangeException Missing(string name) =>
        new(ParameterName, $"Could not find input column '{name}'");

    private static ArgumentOutOfRangeException Mismatch(string name, string expected, string actual) =>
        new(ParameterName, $"Schema mismatch for input column '{name}': expected {expected}, got {actual}");

    private static string Describe(SchemaShape.Column column) =>
        column.Kind == SchemaShape.Column.VectorKind.Scalar ? $"{column.ItemType}" : $"Vector<{column.ItemType}>";
}
