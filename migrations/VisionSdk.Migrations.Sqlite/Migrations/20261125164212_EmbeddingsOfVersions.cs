using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VisionSdk.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EmbeddingsOfVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A migration of its own: SQLite rebuilds tables in the order of their names, and this one needs the key that the one before has made.
            migrationBuilder.DropForeignKey(
                name: "fk_face_embeddings_model_versions_model_version_id_space_id",
                table: "face_embeddings"
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
