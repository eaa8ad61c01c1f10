using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ModelsWithoutSpace : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_face_embeddings_model_versions_model_version_id_space_id",
                table: "face_embeddings"
            );

            migrationBuilder.DropUniqueConstraint(name: "ak_model_versions_id_space_id", table: "model_versions");

            migrationBuilder.DropIndex(name: "ix_model_versions_id_space_id", table: "model_versions");

            migrationBuilder.AlterColumn<int>(
                name: "space_id",
                table: "model_versions",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer"
            );

            migrationBuilder.AddColumn<int>(
                name: "space_key",
                table: "model_versions",
                type: "integer",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.Sql("UPDATE model_versions SET space_key = space_id;");

            migrationBuilder.AddUniqueConstraint(
                name: "ak_model_versions_id_space_key",
                table: "model_versions",
                columns: new[] { "id", "space_key" }
            );

            migrationBuilder.AddCheckConstraint(
                name: "ck_model_versions_space_key",
                table: "model_versions",
                sql: "space_key = COALESCE(space_id, 0)"
            );

            migrationBuilder.AddForeignKey(
                name: "fk_face_embeddings_model_versions_model_version_id_space_id",
                table: "face_embeddings",
                columns: new[] { "model_version_id", "space_id" },
                principalTable: "model_versions",
                principalColumns: new[] { "id", "space_key" },
                onDelete: ReferentialAction.Restrict
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_face_embeddings_model_versions_model_version_id_space_id",
                table: "face_embeddings"
            );

            migrationBuilder.DropUniqueConstraint(name: "ak_model_versions_id_space_key", table: "model_versions");

            migrationBuilder.DropCheckConstraint(name: "ck_model_versions_space_key", table: "model_versions");

            migrationBuilder.DropColumn(name: "space_key", table: "model_versions");

            migrationBuilder.AlterColumn<int>(
                name: "space_id",
                table: "model_versions",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true
            );

            migrationBuilder.AddUniqueConstraint(
                name: "ak_model_versions_id_space_id",
                table: "model_versions",
                columns: new[] { "id", "space_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_model_versions_id_space_id",
                table: "model_versions",
                columns: new[] { "id", "space_id" },
                unique: true
            );

            migrationBuilder.AddForeignKey(
                name: "fk_face_embeddings_model_versions_model_version_id_space_id",
                table: "face_embeddings",
                columns: new[] { "model_version_id", "space_id" },
                principalTable: "model_versions",
                principalColumns: new[] { "id", "space_id" },
                onDelete: ReferentialAction.Restrict
            );
        }
    }
}
