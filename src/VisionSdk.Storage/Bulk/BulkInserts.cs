using System.Data;

namespace VisionSdk.Storage;

/// <summary>How rows of the tables that an enrolment writes are inserted.</summary>
internal static class BulkInserts
{
    public static TableInsert<BulkIdentityRow> Identities { get; } =
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
                var item = row.Item;
                values.Set(0, item.Id);
                values.Set(1, item.Gallery);
                if (item.KeyDigest is null)
                {
                    values.SetNull(2);
                }
                else
                {
                    values.Set(2, item.KeyDigest);
                }

                values.Set(3, row.Batch.Bytes[item.Details]);
                values.Set(4, (long)item.Scheme);
                values.Set(5, (long)IdentityState.Active);
                values.Set(6, row.Now.ToUnixTimeMilliseconds());
                values.Set(7, row.Now.ToUnixTimeMilliseconds());
                SetTime(values, 8, item.Enrolment.RetainUntil);
                values.Set(9, row.Epoch);
                values.Set(10, 1);
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

    public static TableInsert<BulkVectorRow> Vectors { get; } =
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
                ("crop_id", DbType.Guid),
            ],
            static (row, values) =>
            {
                var (batch, vector) = (row.Batch, row.Vector);
                values.Set(0, vector.Id);
                values.Set(1, vector.Item.Id);
                values.Set(2, vector.Item.Gallery);
                values.Set(3, vector.Model.SpaceId!.Value);
                values.Set(4, vector.Model.VersionId);
                values.Set(5, vector.Reference.Embedding.Dimension);
                values.Set(6, (long)vector.Kind);
                values.Set(7, vector.Bytes(batch.Bytes));
                values.Set(8, (long)vector.Item.Scheme);
                if (vector.Reference.Quality is { } quality)
                {
                    values.Set(9, quality);
                }
                else
                {
                    values.SetNull(9);
                }

                values.Set(10, batch.Bytes[vector.SourceDigest]);
                values.Set(11, row.Now.ToUnixTimeMilliseconds());
                values.Set(12, row.Epoch);
                if (vector.CropId is { } crop)
                {
                    values.Set(13, crop);
                }
                else
                {
                    values.SetNull(13);
                }
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
                ("place", DbType.Binary),
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
                if (row.Place is null)
                {
                    values.SetNull(7);
                }
                else
                {
                    values.Set(7, row.Place);
                }
            }
        );

    public static TableInsert<SpaceMigrationItemRow> MigrationItems { get; } =
        new(
            "embedding_migration_items",
            [
                ("migration_id", DbType.Int32),
                ("identity_id", DbType.Guid),
                ("state", DbType.Int32),
                ("updated_at", DbType.Int64),
                ("version", DbType.Int64),
            ],
            static (row, values) =>
            {
                values.Set(0, row.MigrationId);
                values.Set(1, row.IdentityId);
                values.Set(2, (long)row.State);
                values.Set(3, row.UpdatedAt.ToUnixTimeMilliseconds());
                values.Set(4, row.Version);
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
