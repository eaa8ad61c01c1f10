using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>The store itself, its tenants and their audit chains.</summary>
internal static class StoreTables
{
    public const int HashBytes = 32;
    public const int NameLength = 128;
    public const int ActionLength = 64;

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<StoreInfoRow>(table =>
        {
            table.ToTable("store_info", static t => t.HasCheckConstraint("ck_store_info_single", "id = 1"));
            table.Property(static row => row.Id).ValueGeneratedNever();
        });
        builder.Entity<TenantRow>(table =>
        {
            table.ToTable("tenants");
            table.Property(static row => row.Name).HasMaxLength(NameLength);
            table.Property(static row => row.AuditHead).HasMaxLength(HashBytes);
            table.HasIndex(static row => row.Name).IsUnique();
        });
        builder.Entity<AuditEntryRow>(table =>
        {
            table.ToTable("audit_entries");
            table.Property(static row => row.Actor).HasMaxLength(NameLength);
            table.Property(static row => row.Action).HasMaxLength(ActionLength);
            table.Property(static row => row.PreviousHash).HasMaxLength(HashBytes);
            table.Property(static row => row.Hash).HasMaxLength(HashBytes);
            table
                .HasOne<TenantRow>()
                .WithMany()
                .HasForeignKey(static row => row.TenantId)
                .OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(static row => new { row.TenantId, row.Sequence }).IsUnique();
        });
    }
}
