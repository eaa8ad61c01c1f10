using System.Data;
using System.Data.Common;

namespace VisionSdk.Storage;

/// <summary>Sets the parameters of a command.</summary>
internal sealed class CommandInserter(DbParameterCollection collection, Func<DbParameter> create, DbType[] types)
    : RowInserter
{
    private readonly DbParameter[] _parameters = Add(collection, create, types);

    public override void Set(int column, long value) =>
        _parameters[column].Value = types[column] == DbType.Int32 ? (int)value : value;

    public override void Set(int column, float value) => _parameters[column].Value = value;

    public override void Set(int column, Guid value) => _parameters[column].Value = value;

    public override void Set(int column, string value) => _parameters[column].Value = value;

    public override void Set(int column, ReadOnlySpan<byte> value) => _parameters[column].Value = value.ToArray();

    public override void SetNull(int column) => _parameters[column].Value = DBNull.Value;

    public override bool Insert() => throw new NotSupportedException("The command is part of a batch.");

    private static DbParameter[] Add(DbParameterCollection collection, Func<DbParameter> create, DbType[] types)
    {
        var parameters = new DbParameter[types.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = create();
            parameter.ParameterName = TableInsert.Parameter(i);
            parameter.DbType = types[i];
            parameters[i] = parameter;
            collection.Add(parameter);
        }

        return parameters;
    }
}
