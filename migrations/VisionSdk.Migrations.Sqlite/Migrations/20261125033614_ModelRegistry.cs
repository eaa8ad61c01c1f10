using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ModelRegistry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "kind",
                table: "slot_activations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<byte[]>(
                name: "signature",
                table: "model_versions",
                type: "BLOB",
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "model_weights",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_weights", x => new { x.sha256, x.ordinal });
                }
            );

            // History is only ever added to, whoever writes to the database.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER slot_activations_no_update BEFORE UPDATE ON slot_activations
                BEGIN SELECT RAISE(ABORT, 'slot_activations is append-only'); END;
                """
            );
            migrationBuilder.Sql(
                """
                CREATE TRIGGER slot_activations_no_delete BEFORE DELETE ON slot_activations
                BEGIN SELECT RAISE(ABORT, 'slot_activations is append-only'); END;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER slot_activations_no_update;");
            migrationBuilder.Sql("DROP TRIGGER slot_activations_no_delete;");

            migrationBuilder.DropTable(name: "model_weights");

            migrationBuilder.DropColumn(name: "kind", table: "slot_activations");

            migrationBuilder.DropColumn(name: "signature", table: "model_versions");
        }
    }
}
