using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EmbeddingMigration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_embedding_migrations_embedding_spaces_from_space_id",
                table: "embedding_migrations"
            );

            migrationBuilder.DropForeignKey(
                name: "fk_embedding_migrations_galleries_gallery_id",
                table: "embedding_migrations"
            );

            migrationBuilder.DropForeignKey(
                name: "fk_embedding_migrations_model_versions_to_model_version_id",
                table: "embedding_migrations"
            );

            migrationBuilder.DropForeignKey(name: "fk_face_crops_face_embeddings_embedding_id", table: "face_crops");

            migrationBuilder.DropIndex(name: "ix_embedding_migrations_from_space_id", table: "embedding_migrations");

            migrationBuilder.DropIndex(name: "ix_embedding_migrations_gallery_id", table: "embedding_migrations");

            migrationBuilder.DropIndex(
                name: "ix_embedding_migrations_to_model_version_id",
                table: "embedding_migrations"
            );

            migrationBuilder.RenameColumn(name: "gallery_id", table: "embedding_migrations", newName: "to_space_id");

            migrationBuilder.AddColumn<Guid>(name: "crop_id", table: "face_embeddings", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_bridged",
                table: "face_embeddings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<byte[]>(name: "place", table: "face_crops", type: "BLOB", nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "activation_id",
                table: "embedding_migrations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L
            );

            migrationBuilder.AddColumn<string>(
                name: "actor",
                table: "embedding_migrations",
                type: "TEXT",
                maxLength: 128,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<string>(
                name: "bridge_report",
                table: "embedding_migrations",
                type: "TEXT",
                nullable: true
            );

            migrationBuilder.AddColumn<int>(
                name: "from_model_version_id",
                table: "embedding_migrations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<int>(
                name: "gate",
                table: "embedding_migrations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<string>(
                name: "gate_report",
                table: "embedding_migrations",
                type: "TEXT",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "override_reason",
                table: "embedding_migrations",
                type: "TEXT",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "embedding_migrations",
                type: "TEXT",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "slot",
                table: "embedding_migrations",
                type: "TEXT",
                maxLength: 128,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<Guid>(
                name: "claim",
                table: "embedding_migration_items",
                type: "TEXT",
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "lease_until",
                table: "embedding_migration_items",
                type: "INTEGER",
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "embedding_migration_profiles",
                columns: table => new
                {
                    migration_id = table.Column<int>(type: "INTEGER", nullable: false),
                    profile = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_embedding_migration_profiles", x => new { x.migration_id, x.profile });
                    table.ForeignKey(
                        name: "fk_embedding_migration_profiles_embedding_migrations_migration_id",
                        column: x => x.migration_id,
                        principalTable: "embedding_migrations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_face_embeddings_bridged",
                table: "face_embeddings",
                columns: new[] { "gallery_id", "space_id" },
                filter: "is_bridged"
            );

            migrationBuilder.CreateIndex(
                name: "ix_embedding_migrations_from_model_version_id_from_space_id",
                table: "embedding_migrations",
                columns: new[] { "from_model_version_id", "from_space_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_embedding_migrations_slot",
                table: "embedding_migrations",
                column: "slot",
                unique: true,
                filter: "state < 5"
            );

            migrationBuilder.CreateIndex(
                name: "ix_embedding_migrations_to_model_version_id_to_space_id",
                table: "embedding_migrations",
                columns: new[] { "to_model_version_id", "to_space_id" }
            );

            migrationBuilder.AddCheckConstraint(
                name: "ck_embedding_migrations_spaces",
                table: "embedding_migrations",
                sql: "from_space_id <> to_space_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_embedding_migration_profiles_profile",
                table: "embedding_migration_profiles",
                column: "profile"
            );

            migrationBuilder.AddForeignKey(
                name: "fk_embedding_migrations_model_versions_from_model_version_id_from_space_id",
                table: "embedding_migrations",
                columns: new[] { "from_model_version_id", "from_space_id" },
                principalTable: "model_versions",
                principalColumns: new[] { "id", "space_key" },
                onDelete: ReferentialAction.Restrict
            );

            migrationBuilder.AddForeignKey(
                name: "fk_embedding_migrations_model_versions_to_model_version_id_to_space_id",
                table: "embedding_migrations",
                columns: new[] { "to_model_version_id", "to_space_id" },
                principalTable: "model_versions",
                principalColumns: new[] { "id", "space_key" },
                onDelete: ReferentialAction.Restrict
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_embedding_migrations_model_versions_from_model_version_id_from_space_id",
                table: "embedding_migrations"
            );

            migrationBuilder.DropForeignKey(
                name: "fk_embedding_migrations_model_versions_to_model_version_id_to_space_id",
                table: "embedding_migrations"
            );

            migrationBuilder.DropTable(name: "embedding_migration_profiles");

            migrationBuilder.DropIndex(name: "ix_face_embeddings_bridged", table: "face_embeddings");

            migrationBuilder.DropIndex(
                name: "ix_embedding_migrations_from_model_version_id_from_space_id",
                table: "embedding_migrations"
            );

            migrationBuilder.DropIndex(name: "ix_embedding_migrations_slot", table: "embedding_migrations");

            migrationBuilder.DropIndex(
                name: "ix_embedding_migrations_to_model_version_id_to_space_id",
                table: "embedding_migrations"
            );

            migrationBuilder.DropCheckConstraint(name: "ck_embedding_migrations_spaces", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "crop_id", table: "face_embeddings");

            migrationBuilder.DropColumn(name: "is_bridged", table: "face_embeddings");

            migrationBuilder.DropColumn(name: "place", table: "face_crops");

            migrationBuilder.DropColumn(name: "activation_id", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "actor", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "bridge_report", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "from_model_version_id", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "gate", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "gate_report", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "override_reason", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "reason", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "slot", table: "embedding_migrations");

            migrationBuilder.DropColumn(name: "claim", table: "embedding_migration_items");

            migrationBuilder.DropColumn(name: "lease_until", table: "embedding_migration_items");

            migrationBuilder.RenameColumn(name: "to_space_id", table: "embedding_migrations", newName: "gallery_id");

            migrationBuilder.CreateIndex(
                name: "ix_embedding_migrations_from_space_id",
                table: "embedding_migrations",
                column: "from_space_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_embedding_migrations_gallery_id",
                table: "embedding_migrations",
                column: "gallery_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_embedding_migrations_to_model_version_id",
                table: "embedding_migrations",
                column: "to_model_version_id"
            );

            migrationBuilder.AddForeignKey(
                name: "fk_embedding_migrations_embedding_spaces_from_space_id",
                table: "embedding_migrations",
                column: "from_space_id",
                principalTable: "embedding_spaces",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict
            );

            migrationBuilder.AddForeignKey(
                name: "fk_embedding_migrations_galleries_gallery_id",
                table: "embedding_migrations",
                column: "gallery_id",
                principalTable: "galleries",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict
            );

            migrationBuilder.AddForeignKey(
                name: "fk_embedding_migrations_model_versions_to_model_version_id",
                table: "embedding_migrations",
                column: "to_model_version_id",
                principalTable: "model_versions",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict
            );

            migrationBuilder.AddForeignKey(
                name: "fk_face_crops_face_embeddings_embedding_id",
                table: "face_crops",
                column: "embedding_id",
                principalTable: "face_embeddings",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade
            );
        }
    }
}
