using System.Data.Common;
using VisionSdk.Storage;

namespace VisionSdk.Migrations.PostgreSql;

/// <summary>Reads vectors into one buffer that is used again for every row.</summary>
internal sealed class PostgreSqlVectorReader(DbDataReader reader) : VectorReader
{
    private byte[] _buffer = new byte[4096];

    public override Guid EmbeddingId => reader.GetGuid(0);

    public override Guid IdentityId => reader.GetGuid(1);

    public override int Kind => reader.GetInt32(2);

    public override int Scheme => reader.GetInt32(3);

    public override ReadOnlySpan<byte> Vector
    {
        get
        {
            var length = (int)reader.GetBytes(4, 0, buffer: null, 0, 0);
            if (_buffer.Length < length)
            {
                _buffer = new byte[length];
            }

            reader.GetBytes(4, 0, _buffer, 0, length);
            return _buffer.AsSpan(0, length);
        }
    }

    public override bool Read() => reader.Read();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            reader.Dispose();
        }

        base.Dispose(disposing);
    }
}
