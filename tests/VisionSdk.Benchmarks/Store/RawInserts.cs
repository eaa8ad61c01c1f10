using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VisionSdk.Migrations.Sqlite;
using VisionSdk.Storage;

namespace VisionSdk.Benchmarks;

/// <summary>The rows of a bulk enrolment by two prepared commands in one transaction, on a connection that is set up as the store's.</summary>
internal static class RawInserts
{
    private const string Identity =
        "INSERT INTO identities (id, gallery_id, external_key_digest, details, scheme, state, created_at, updated_at, retain_until, epoch, version) VALUES (@id, @gallery, @digest, @details, 0, 0, @now, @now, NULL, 1, 1)";

    private const string Embedding =
        "INSERT INTO face_embeddings (id, identity_id, gallery_id, space_id, model_version_id, dimension, kind, vector, scheme, quality, source_digest, created_at, epoch) VALUES (@id, @identity, @gallery, 1, 1, @dimension, 0, @vector, 0, NULL, @source, @now, 1)";

    public static void Run(string file, IReadOnlyList<RawRow> rows)
    {
        var options = new DbContextOptionsBuilder<VisionDbContext>();
        new SqliteStoreProvider(file).Configure(options);
        using var context = new VisionDbContext(options.Options);
        context.Database.OpenConnection();
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        using var transaction = connection.BeginTransaction();
        using var identity = Prepare(
            connection,
            transaction,
            Identity,
            ["@id", "@gallery", "@digest", "@details", "@now"]
        );
        using var embedding = Prepare(
            connection,
            transaction,
            Embedding,
            ["@id", "@identity", "@gallery", "@dimension", "@vector", "@source", "@now"]
        );
        identity.Parameters["@gallery"].Value = 1;
        identity.Parameters["@now"].Value = 1_800_000_000_000L;
        embedding.Parameters["@gallery"].Value = 1;
        embedding.Parameters["@dimension"].Value = BulkRows.Dimension;
        embedding.Parameters["@now"].Value = 1_800_000_000_000L;
        foreach (var row in rows)
        {
            if (row.IsFirst)
            {
                identity.Parameters[0].Value = row.Identity;
                identity.Parameters[2].Value = row.KeyDigest;
                identity.Parameters[3].Value = row.Details;
                identity.ExecuteNonQuery();
            }

            embedding.Parameters[0].Value = row.Embedding;
            embedding.Parameters[1].Value = row.Identity;
            embedding.Parameters[4].Value = row.Vector;
            embedding.Parameters[5].Value = row.SourceDigest;
            embedding.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static SqliteCommand Prepare(
        SqliteConnection connection,
        SqliteTransaction transaction,
        string text,
        string[] parameters
    )
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }
}
