using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AnchorSetRecallThreshold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<float>(
                name: "recall_threshold",
                table: "anchor_sets",
                type: "real",
                nullable: false,
                defaultValue: 0.25f
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "recall_threshold", table: "anchor_sets");
        }
    }
}
