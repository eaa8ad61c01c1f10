using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Rollouts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "rollouts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    slot = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    model_version_id = table.Column<int>(type: "INTEGER", nullable: false),
                    base_activation = table.Column<long>(type: "INTEGER", nullable: false),
                    mode = table.Column<int>(type: "INTEGER", nullable: false),
                    share = table.Column<double>(type: "REAL", nullable: false),
                    comparison_share = table.Column<double>(type: "REAL", nullable: false),
                    rules = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_by = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    start_reason = table.Column<string>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    end_reason = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rollouts", x => x.id);
                    table.CheckConstraint("ck_rollouts_share", "share >= 0 AND share <= 1");
                    table.ForeignKey(
                        name: "fk_rollouts_model_versions_model_version_id",
                        column: x => x.model_version_id,
                        principalTable: "model_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    identity_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    rollout_id = table.Column<long>(type: "INTEGER", nullable: true),
                    operation = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    profile = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    slot = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    model_version = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    space = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    decision = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    distance = table.Column<double>(type: "REAL", nullable: true),
                    threshold = table.Column<double>(type: "REAL", nullable: true),
                    rate = table.Column<double>(type: "REAL", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: false),
                    retain_until = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_decisions_identities_identity_id",
                        column: x => x.identity_id,
                        principalTable: "identities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_decisions_rollouts_rollout_id",
                        column: x => x.rollout_id,
                        principalTable: "rollouts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull
                    );
                    table.ForeignKey(
                        name: "fk_decisions_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "rollout_counts",
                columns: table => new
                {
                    rollout_id = table.Column<long>(type: "INTEGER", nullable: false),
                    operation = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_rollout_counts",
                        x => new
                        {
                            x.rollout_id,
                            x.operation,
                            x.name,
                        }
                    );
                    table.ForeignKey(
                        name: "fk_rollout_counts_rollouts_rollout_id",
                        column: x => x.rollout_id,
                        principalTable: "rollouts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "decision_crops",
                columns: table => new
                {
                    decision_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scheme = table.Column<int>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decision_crops", x => new { x.decision_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_decision_crops_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_decisions_decided_at", table: "decisions", column: "decided_at");

            migrationBuilder.CreateIndex(name: "ix_decisions_identity_id", table: "decisions", column: "identity_id");

            migrationBuilder.CreateIndex(name: "ix_decisions_retain_until", table: "decisions", column: "retain_until");

            migrationBuilder.CreateIndex(name: "ix_decisions_rollout_id", table: "decisions", column: "rollout_id");

            migrationBuilder.CreateIndex(name: "ix_decisions_tenant_id", table: "decisions", column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_rollouts_model_version_id",
                table: "rollouts",
                column: "model_version_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_rollouts_slot",
                table: "rollouts",
                column: "slot",
                unique: true,
                filter: "state = 0"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "decision_crops");

            migrationBuilder.DropTable(name: "rollout_counts");

            migrationBuilder.DropTable(name: "decisions");

            migrationBuilder.DropTable(name: "rollouts");
        }
    }
}
