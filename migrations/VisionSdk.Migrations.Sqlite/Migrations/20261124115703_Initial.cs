using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "embedding_spaces",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    metric = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_embedding_spaces", x => x.id);
                    table.UniqueConstraint("ak_embedding_spaces_id_dimension", x => new { x.id, x.dimension });
                    table.CheckConstraint("ck_embedding_spaces_dimension", "dimension > 0");
                }
            );

            migrationBuilder.CreateTable(
                name: "models",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    task = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_models", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "store_info",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    encryption = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_info", x => x.id);
                    table.CheckConstraint("ck_store_info_single", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "tenants",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    audit_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    audit_head = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenants", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "calibrations",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    space_id = table.Column<int>(type: "INTEGER", nullable: false),
                    false_match_rate = table.Column<double>(type: "REAL", nullable: false),
                    distance = table.Column<double>(type: "REAL", nullable: false),
                    false_match_rate_lower = table.Column<double>(type: "REAL", nullable: false),
                    false_match_rate_upper = table.Column<double>(type: "REAL", nullable: false),
                    impostor_pairs = table.Column<long>(type: "INTEGER", nullable: false),
                    genuine_pairs = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calibrations", x => x.id);
                    table.ForeignKey(
                        name: "fk_calibrations_embedding_spaces_space_id",
                        column: x => x.space_id,
                        principalTable: "embedding_spaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "model_versions",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    model_id = table.Column<int>(type: "INTEGER", nullable: false),
                    semantic_version = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    space_id = table.Column<int>(type: "INTEGER", nullable: false),
                    manifest = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    registered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_versions", x => x.id);
                    table.UniqueConstraint("ak_model_versions_id_space_id", x => new { x.id, x.space_id });
                    table.ForeignKey(
                        name: "fk_model_versions_embedding_spaces_space_id",
                        column: x => x.space_id,
                        principalTable: "embedding_spaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_model_versions_models_model_id",
                        column: x => x.model_id,
                        principalTable: "models",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "anchor_sets",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    image_width = table.Column<int>(type: "INTEGER", nullable: false),
                    image_height = table.Column<int>(type: "INTEGER", nullable: false),
                    mean_io_u = table.Column<double>(type: "REAL", nullable: false),
                    best_possible_recall = table.Column<double>(type: "REAL", nullable: false),
                    boxes = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_anchor_sets", x => x.id);
                    table.ForeignKey(
                        name: "fk_anchor_sets_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    subject = table.Column<Guid>(type: "TEXT", nullable: true),
                    details = table.Column<string>(type: "TEXT", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_entries_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "galleries",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    profile = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_galleries", x => x.id);
                    table.ForeignKey(
                        name: "fk_galleries_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "slot_activations",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    slot = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    model_version_id = table.Column<int>(type: "INTEGER", nullable: false),
                    activated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_slot_activations", x => x.id);
                    table.ForeignKey(
                        name: "fk_slot_activations_model_versions_model_version_id",
                        column: x => x.model_version_id,
                        principalTable: "model_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "anchors",
                columns: table => new
                {
                    anchor_set_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    width = table.Column<float>(type: "REAL", nullable: false),
                    height = table.Column<float>(type: "REAL", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_anchors", x => new { x.anchor_set_id, x.ordinal });
                    table.CheckConstraint("ck_anchors_size", "width > 0 AND height > 0");
                    table.ForeignKey(
                        name: "fk_anchors_anchor_sets_anchor_set_id",
                        column: x => x.anchor_set_id,
                        principalTable: "anchor_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "embedding_migrations",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    gallery_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_space_id = table.Column<int>(type: "INTEGER", nullable: false),
                    to_model_version_id = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_embedding_migrations", x => x.id);
                    table.ForeignKey(
                        name: "fk_embedding_migrations_embedding_spaces_from_space_id",
                        column: x => x.from_space_id,
                        principalTable: "embedding_spaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_embedding_migrations_galleries_gallery_id",
                        column: x => x.gallery_id,
                        principalTable: "galleries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_embedding_migrations_model_versions_to_model_version_id",
                        column: x => x.to_model_version_id,
                        principalTable: "model_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "identities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    gallery_id = table.Column<int>(type: "INTEGER", nullable: false),
                    external_key_digest = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    details = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scheme = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    retain_until = table.Column<long>(type: "INTEGER", nullable: true),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identities", x => x.id);
                    table.ForeignKey(
                        name: "fk_identities_galleries_gallery_id",
                        column: x => x.gallery_id,
                        principalTable: "galleries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "removed_embeddings",
                columns: table => new
                {
                    gallery_id = table.Column<int>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    embedding_id = table.Column<Guid>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_removed_embeddings",
                        x => new
                        {
                            x.gallery_id,
                            x.epoch,
                            x.embedding_id,
                        }
                    );
                    table.ForeignKey(
                        name: "fk_removed_embeddings_galleries_gallery_id",
                        column: x => x.gallery_id,
                        principalTable: "galleries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "distinct_identities",
                columns: table => new
                {
                    first_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    second_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_distinct_identities", x => new { x.first_id, x.second_id });
                    table.ForeignKey(
                        name: "fk_distinct_identities_identities_first_id",
                        column: x => x.first_id,
                        principalTable: "identities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_distinct_identities_identities_second_id",
                        column: x => x.second_id,
                        principalTable: "identities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "embedding_migration_items",
                columns: table => new
                {
                    migration_id = table.Column<int>(type: "INTEGER", nullable: false),
                    identity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_embedding_migration_items", x => new { x.migration_id, x.identity_id });
                    table.ForeignKey(
                        name: "fk_embedding_migration_items_embedding_migrations_migration_id",
                        column: x => x.migration_id,
                        principalTable: "embedding_migrations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_embedding_migration_items_identities_identity_id",
                        column: x => x.identity_id,
                        principalTable: "identities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "face_embeddings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    identity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    gallery_id = table.Column<int>(type: "INTEGER", nullable: false),
                    space_id = table.Column<int>(type: "INTEGER", nullable: false),
                    model_version_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    vector = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scheme = table.Column<int>(type: "INTEGER", nullable: false),
                    quality = table.Column<float>(type: "REAL", nullable: true),
                    source_digest = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_face_embeddings", x => x.id);
                    table.CheckConstraint(
                        "ck_face_embeddings_vector",
                        "dimension > 0 AND length(vector) = 4 * dimension + CASE scheme WHEN 0 THEN 0 ELSE 28 END"
                    );
                    table.ForeignKey(
                        name: "fk_face_embeddings_embedding_spaces_space_id_dimension",
                        columns: x => new { x.space_id, x.dimension },
                        principalTable: "embedding_spaces",
                        principalColumns: new[] { "id", "dimension" },
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_face_embeddings_galleries_gallery_id",
                        column: x => x.gallery_id,
                        principalTable: "galleries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_face_embeddings_identities_identity_id",
                        column: x => x.identity_id,
                        principalTable: "identities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_face_embeddings_model_versions_model_version_id_space_id",
                        columns: x => new { x.model_version_id, x.space_id },
                        principalTable: "model_versions",
                        principalColumns: new[] { "id", "space_id" },
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "identity_tags",
                columns: table => new
                {
                    identity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tag = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_tags", x => new { x.identity_id, x.tag });
                    table.ForeignKey(
                        name: "fk_identity_tags_identities_identity_id",
                        column: x => x.identity_id,
                        principalTable: "identities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "face_crops",
                columns: table => new
                {
                    embedding_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    identity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scheme = table.Column<int>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    retain_until = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_face_crops", x => x.embedding_id);
                    table.ForeignKey(
                        name: "fk_face_crops_face_embeddings_embedding_id",
                        column: x => x.embedding_id,
                        principalTable: "face_embeddings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_face_crops_identities_identity_id",
                        column: x => x.identity_id,
                        principalTable: "identities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_anchor_sets_tenant_id_name_number",
                table: "anchor_sets",
                columns: new[] { "tenant_id", "name", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_sequence",
                table: "audit_entries",
                columns: new[] { "tenant_id", "sequence" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_calibrations_space_id_false_match_rate",
                table: "calibrations",
                columns: new[] { "space_id", "false_match_rate" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_distinct_identities_second_id",
                table: "distinct_identities",
                column: "second_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_embedding_migration_items_identity_id",
                table: "embedding_migration_items",
                column: "identity_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_embedding_migration_items_migration_id_state",
                table: "embedding_migration_items",
                columns: new[] { "migration_id", "state" }
            );

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

            migrationBuilder.CreateIndex(
                name: "ix_embedding_spaces_digest",
                table: "embedding_spaces",
                column: "digest",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_face_crops_identity_id", table: "face_crops", column: "identity_id");

            migrationBuilder.CreateIndex(
                name: "ix_face_crops_retain_until",
                table: "face_crops",
                column: "retain_until"
            );

            migrationBuilder.CreateIndex(
                name: "ix_face_embeddings_gallery_id_source_digest",
                table: "face_embeddings",
                columns: new[] { "gallery_id", "source_digest" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_face_embeddings_gallery_id_space_id_epoch",
                table: "face_embeddings",
                columns: new[] { "gallery_id", "space_id", "epoch" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_face_embeddings_identity_id_space_id_kind_source_digest",
                table: "face_embeddings",
                columns: new[] { "identity_id", "space_id", "kind", "source_digest" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_face_embeddings_model_version_id_space_id",
                table: "face_embeddings",
                columns: new[] { "model_version_id", "space_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_face_embeddings_space_id_dimension",
                table: "face_embeddings",
                columns: new[] { "space_id", "dimension" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_galleries_tenant_id_profile",
                table: "galleries",
                columns: new[] { "tenant_id", "profile" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_identities_gallery_id_epoch",
                table: "identities",
                columns: new[] { "gallery_id", "epoch" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_identities_gallery_id_external_key_digest",
                table: "identities",
                columns: new[] { "gallery_id", "external_key_digest" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_identities_retain_until",
                table: "identities",
                column: "retain_until"
            );

            migrationBuilder.CreateIndex(name: "ix_identities_state", table: "identities", column: "state");

            migrationBuilder.CreateIndex(name: "ix_identity_tags_tag", table: "identity_tags", column: "tag");

            migrationBuilder.CreateIndex(
                name: "ix_model_versions_id_space_id",
                table: "model_versions",
                columns: new[] { "id", "space_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_model_versions_model_id_semantic_version",
                table: "model_versions",
                columns: new[] { "model_id", "semantic_version" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_model_versions_space_id",
                table: "model_versions",
                column: "space_id"
            );

            migrationBuilder.CreateIndex(name: "ix_models_name", table: "models", column: "name", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_slot_activations_model_version_id",
                table: "slot_activations",
                column: "model_version_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_slot_activations_slot_id",
                table: "slot_activations",
                columns: new[] { "slot", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_tenants_name", table: "tenants", column: "name", unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "anchors");

            migrationBuilder.DropTable(name: "audit_entries");

            migrationBuilder.DropTable(name: "calibrations");

            migrationBuilder.DropTable(name: "distinct_identities");

            migrationBuilder.DropTable(name: "embedding_migration_items");

            migrationBuilder.DropTable(name: "face_crops");

            migrationBuilder.DropTable(name: "identity_tags");

            migrationBuilder.DropTable(name: "removed_embeddings");

            migrationBuilder.DropTable(name: "slot_activations");

            migrationBuilder.DropTable(name: "store_info");

            migrationBuilder.DropTable(name: "anchor_sets");

            migrationBuilder.DropTable(name: "embedding_migrations");

            migrationBuilder.DropTable(name: "face_embeddings");

            migrationBuilder.DropTable(name: "identities");

            migrationBuilder.DropTable(name: "model_versions");

            migrationBuilder.DropTable(name: "galleries");

            migrationBuilder.DropTable(name: "embedding_spaces");

            migrationBuilder.DropTable(name: "models");

            migrationBuilder.DropTable(name: "tenants");
        }
    }
}
