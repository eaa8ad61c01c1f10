using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.PostgreSql.Migrations
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
                type: "integer",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<byte[]>(
                name: "signature",
                table: "model_versions",
                type: "bytea",
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "model_weights",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_weights", x => new { x.sha256, x.ordinal });
                }
            );

            // History is only ever added to, whoever writes to the database.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION slot_activations_append_only() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'slot_activations is append-only' USING ERRCODE = 'restrict_violation'; END $$;
                """
            );
            migrationBuilder.Sql(
                """
                CREATE TRIGGER slot_activations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON slot_activations
                FOR EACH STATEMENT EXECUTE FUNCTION slot_activations_append_only();
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER slot_activations_append_only ON slot_activations;");
            migrationBuilder.Sql("DROP FUNCTION slot_activations_append_only();");

            migrationBuilder.DropTable(name: "model_weights");

            migrationBuilder.DropColumn(name: "kind", table: "slot_activations");

            migrationBuilder.DropColumn(name: "signature", table: "model_versions");
        }
    }
}
