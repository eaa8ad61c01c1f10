using System.Data;
using System.Data.Common;

namespace VisionSdk.Storage;

/// <summary>How rows of the tables that an enrolment writes are inserted.</summary>
internal static class BulkInserts
{
    public static TableInsert<IdentityRow> Identities { get; } =
        new(
            "identities",
            [
                ("id", DbType.Guid),
                ("gallery_id", DbType.Int32),
                ("external_key_digest", DbType.Binary),
                ("details", DbType.Binary),
                ("scheme", DbType.Int32),
                ("state", DbType.Int32),
                ("created_at", DbType.Int64),
                ("updated_at", DbType.Int64),
                ("retain_until", DbType.Int64),
                ("epoch", DbType.Int64),
                ("version", DbType.Int64),
            ],
            static (row, values) =>
            {
                values[0].Value = row.Id;
                values[1].Value = row.GalleryId;
                values[2].Value = (object?)row.ExternalKeyDigest ?? DBNull.Value;
                values[3].Value = row.Details;
                values[4].Value = (int)row.Scheme;
                values[5].Value = (int)row.State;
                values[6].Value = row.CreatedAt.ToUnixTimeMilliseconds();
                values[7].Value = row.UpdatedAt.ToUnixTimeMilliseconds();
                Set(values[8], row.RetainUntil);
                values[9].Value = row.Epoch;
                values[10].Value = row.Version;
            }
        );

    public static TableInsert<IdentityTagRow> Tags { get; } =
        new(
            "identity_tags",
            [("identity_id", DbType.Guid), ("tag", DbType.String)],
            static (row, values) =>
            {
                values[0].Value = row.IdentityId;
                values[1].Value = row.Tag;
            }
        );

    public static TableInsert<EmbeddingRow> Embeddings { get; } =
        new(
            "face_embeddings",
            [
                ("id", DbType.Guid),
                ("identity_id", DbType.Guid),
                ("gallery_id", DbType.Int32),
                ("space_id", DbType.Int32),
                ("model_version_id", DbType.Int32),
                ("dimension", DbType.Int32),
                ("kind", DbType.Int32),
                ("vector", DbType.Binary),
                ("scheme", DbType.Int32),
                ("quality", DbType.Single),
                ("source_digest", DbType.Binary),
                ("created_at", DbType.Int64),
                ("epoch", DbType.Int64),
            ],
            static (row, values) =>
            {
                values[0].Value = row.Id;
                values[1].Value = row.IdentityId;
                values[2].Value = row.GalleryId;
                values[3].Value = row.SpaceId;
                values[4].Value = row.ModelVersionId;
                values[5].Value = row.Dimension;
                values[6].Value = (int)row.Kind;
                values[7].Value = row.Vector;
                values[8].Value = (int)row.Scheme;
                values[9].Value = row.Quality is { } quality ? quality : DBNull.Value;
                values[10].Value = row.SourceDigest;
                values[11].Value = row.CreatedAt.ToUnixTimeMilliseconds();
                values[12].Value = row.Epoch;
            }
        );

    public static TableInsert<FaceCropRow> Crops { get; } =
        new(
            "face_crops",
            [
                ("embedding_id", DbType.Guid),
                ("identity_id", DbType.Guid),
                ("content", DbType.Binary),
                ("scheme", DbType.Int32),
                ("media_type", DbType.String),
                ("created_at", DbType.Int64),
                ("retain_until", DbType.Int64),
            ],
            static (row, values) =>
            {
                values[0].Value = row.EmbeddingId;
                values[1].Value = row.IdentityId;
                values[2].Value = row.Content;
                values[3].Value = (int)row.Scheme;
                values[4].Value = row.MediaType;
                values[5].Value = row.CreatedAt.ToUnixTimeMilliseconds();
                Set(values[6], row.RetainUntil);
            }
        );

    public static TableInsert<AuditEntryRow> AuditEntries { get; } =
        new(
            "audit_entries",
            [
                ("tenant_id", DbType.Int32),
                ("sequence", DbType.Int64),
                ("at", DbType.Int64),
                ("actor", DbType.String),
                ("action", DbType.String),
                ("subject", DbType.Guid),
                ("details", DbType.String),
                ("previous_hash", DbType.Binary),
                ("hash", DbType.Binary),
            ],
            static (row, values) =>
            {
                values[0].Value = row.TenantId;
                values[1].Value = row.Sequence;
                values[2].Value = row.At.ToUnixTimeMilliseconds();
                values[3].Value = row.Actor;
                values[4].Value = row.Action;
                values[5].Value = row.Subject is { } subject ? subject : DBNull.Value;
                values[6].Value = row.Details;
                values[7].Value = row.PreviousHash;
                values[8].Value = row.Hash;
            }
        );

    public static TableInsert<DataKeyRow> DataKeys { get; } =
        new(
            "data_keys",
            [
                ("identity_id", DbType.Guid),
                ("vault_key_id", DbType.Guid),
                ("wrapped", DbType.Binary),
                ("created_at", DbType.Int64),
            ],
            static (row, values) =>
            {
                values[0].Value = row.IdentityId;
                values[1].Value = row.VaultKeyId;
                values[2].Value = row.Wrapped;
                values[3].Value = row.CreatedAt.ToUnixTimeMilliseconds();
            }
        );

    private static void Set(DbParameter parameter, DateTimeOffset? time) =>
        parameter.Value = time is { } known ? known.ToUnixTimeMilliseconds() : DBNull.Value;
}
