using System.Data;

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
                values.Set(0, row.Id);
                values.Set(1, row.GalleryId);
                if (row.ExternalKeyDigest is null)
                {
                    values.SetNull(2);
                }
                else
                {
                    values.Set(2, row.ExternalKeyDigest);
                }

                values.Set(3, row.Details);
                values.Set(4, (long)row.Scheme);
                values.Set(5, (long)row.State);
                values.Set(6, row.CreatedAt.ToUnixTimeMilliseconds());
                values.Set(7, row.UpdatedAt.ToUnixTimeMilliseconds());
                SetTime(values, 8, row.RetainUntil);
                values.Set(9, row.Epoch);
                values.Set(10, row.Version);
            }
        );

    public static TableInsert<IdentityTagRow> Tags { get; } =
        new(
            "identity_tags",
            [("identity_id", DbType.Guid), ("tag", DbType.String)],
            static (row, values) =>
            {
                values.Set(0, row.IdentityId);
                values.Set(1, row.Tag);
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
                values.Set(0, row.Id);
                values.Set(1, row.IdentityId);
                values.Set(2, row.GalleryId);
                values.Set(3, row.SpaceId);
                values.Set(4, row.ModelVersionId);
                values.Set(5, row.Dimension);
                values.Set(6, (long)row.Kind);
                values.Set(7, row.Vector);
                values.Set(8, (long)row.Scheme);
                if (row.Quality is { } quality)
                {
                    values.Set(9, quality);
                }
                else
                {
                    values.SetNull(9);
                }

                values.Set(10, row.SourceDigest);
                values.Set(11, row.CreatedAt.ToUnixTimeMilliseconds());
                values.Set(12, row.Epoch);
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
                values.Set(0, row.EmbeddingId);
                values.Set(1, row.IdentityId);
                values.Set(2, row.Content);
                values.Set(3, (long)row.Scheme);
                values.Set(4, row.MediaType);
                values.Set(5, row.CreatedAt.ToUnixTimeMilliseconds());
                SetTime(values, 6, row.RetainUntil);
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
                values.Set(0, row.TenantId);
                values.Set(1, row.Sequence);
                values.Set(2, row.At.ToUnixTimeMilliseconds());
                values.Set(3, row.Actor);
                values.Set(4, row.Action);
                if (row.Subject is { } subject)
                {
                    values.Set(5, subject);
                }
                else
                {
                    values.SetNull(5);
                }

                values.Set(6, row.Details);
                values.Set(7, row.PreviousHash);
                values.Set(8, row.Hash);
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
                values.Set(0, row.IdentityId);
                values.Set(1, row.VaultKeyId);
                values.Set(2, row.Wrapped);
                values.Set(3, row.CreatedAt.ToUnixTimeMilliseconds());
            }
        );

    private static void SetTime(RowInserter values, int column, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            values.Set(column, known.ToUnixTimeMilliseconds());
        }
        else
        {
            values.SetNull(column);
        }
    }
}
