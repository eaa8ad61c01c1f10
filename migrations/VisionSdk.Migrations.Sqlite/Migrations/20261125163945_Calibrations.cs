using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Calibrations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_calibrations_space_id_false_match_rate", table: "calibrations");

            migrationBuilder.DropColumn(name: "distance", table: "calibrations");

            migrationBuilder.DropColumn(name: "false_match_rate", table: "calibrations");

            migrationBuilder.DropColumn(name: "false_match_rate_lower", table: "calibrations");

            migrationBuilder.DropColumn(name: "false_match_rate_upper", table: "calibrations");

            migrationBuilder.AddColumn<string>(
                name: "actor",
                table: "calibrations",
                type: "TEXT",
                maxLength: 128,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<string>(
                name: "digest",
                table: "calibrations",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<bool>(
                name: "is_withdrawal",
                table: "calibrations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<int>(
                name: "kind",
                table: "calibrations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<int>(
                name: "model_version_id",
                table: "calibrations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<double>(
                name: "probability_intercept",
                table: "calibrations",
                type: "REAL",
                nullable: true
            );

            migrationBuilder.AddColumn<double>(
                name: "probability_prior",
                table: "calibrations",
                type: "REAL",
                nullable: true
            );

            migrationBuilder.AddColumn<double>(
                name: "probability_slope",
                table: "calibrations",
                type: "REAL",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(name: "reason", table: "calibrations", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reliability",
                table: "calibrations",
                type: "TEXT",
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "calibration_thresholds",
                columns: table => new
                {
                    calibration_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    false_match_rate = table.Column<double>(type: "REAL", nullable: false),
                    distance = table.Column<double>(type: "REAL", nullable: false),
                    false_matches = table.Column<long>(type: "INTEGER", nullable: false),
                    false_match_rate_lower = table.Column<double>(type: "REAL", nullable: false),
                    false_match_rate_upper = table.Column<double>(type: "REAL", nullable: false),
                    true_accept_rate = table.Column<double>(type: "REAL", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calibration_thresholds", x => new { x.calibration_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_calibration_thresholds_calibrations_calibration_id",
                        column: x => x.calibration_id,
                        principalTable: "calibrations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_calibrations_model_version_id",
                table: "calibrations",
                column: "model_version_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_calibrations_space_id_id",
                table: "calibrations",
                columns: new[] { "space_id", "id" }
            );

            migrationBuilder.AddForeignKey(
                name: "fk_calibrations_model_versions_model_version_id",
                table: "calibrations",
                column: "model_version_id",
                principalTable: "model_versions",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_calibrations_model_versions_model_version_id",
                table: "calibrations"
            );

            migrationBuilder.DropTable(name: "calibration_thresholds");

            migrationBuilder.DropIndex(name: "ix_calibrations_model_version_id", table: "calibrations");

            migrationBuilder.DropIndex(name: "ix_calibrations_space_id_id", table: "calibrations");

            migrationBuilder.DropColumn(name: "actor", table: "calibrations");

            migrationBuilder.DropColumn(name: "digest", table: "calibrations");

            migrationBuilder.DropColumn(name: "is_withdrawal", table: "calibrations");

            migrationBuilder.DropColumn(name: "kind", table: "calibrations");

            migrationBuilder.DropColumn(name: "model_version_id", table: "calibrations");

            migrationBuilder.DropColumn(name: "probability_intercept", table: "calibrations");

            migrationBuilder.DropColumn(name: "probability_prior", table: "calibrations");

            migrationBuilder.DropColumn(name: "probability_slope", table: "calibrations");

            migrationBuilder.DropColumn(name: "reason", table: "calibrations");

            migrationBuilder.DropColumn(name: "reliability", table: "calibrations");

            migrationBuilder.AddColumn<double>(
                name: "distance",
                table: "calibrations",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0
            );

            migrationBuilder.AddColumn<double>(
                name: "false_match_rate",
                table: "calibrations",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0
            );

            migrationBuilder.AddColumn<double>(
                name: "false_match_rate_lower",
                table: "calibrations",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0
            );

            migrationBuilder.AddColumn<double>(
                name: "false_match_rate_upper",
                table: "calibrations",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0
            );

            migrationBuilder.CreateIndex(
                name: "ix_calibrations_space_id_false_match_rate",
                table: "calibrations",
                columns: new[] { "space_id", "false_match_rate" }
            );
        }
    }
}
