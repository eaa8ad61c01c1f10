using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ModelsWithoutSpace : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropUniqueConstraint(name: "ak_model_versions_id_space_id", table: "model_versions");

            migrationBuilder.DropIndex(name: "ix_model_versions_id_space_id", table: "model_versions");

            migrationBuilder.AlterColumn<int>(
                name: "space_id",
                table: "model_versions",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "INTEGER"
            );

            migrationBuilder.AddColumn<int>(
                name: "space_key",
                table: "model_versions",
                type: "INTEGER",
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropUniqueConstraint(name: "ak_model_versions_id_space_key", table: "model_versions");

            migrationBuilder.DropCheckConstraint(name: "ck_model_versions_space_key", table: "model_versions");

            migrationBuilder.DropColumn(name: "space_key", table: "model_versions");

            migrationBuilder.AlterColumn<int>(
                name: "space_id",
                table: "model_versions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
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
        }
    }
}
