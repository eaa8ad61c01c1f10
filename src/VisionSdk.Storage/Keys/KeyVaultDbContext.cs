using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>
/// The data keys of a store, in a database of their own: a backup of the store holds none, so that an erased identity cannot come back
/// from it.
/// </summary>
/// <param name="options">The options of a provider.</param>
/// <remarks>Its two tables have a fixed form and are created when they are missing; they have no migrations.</remarks>
public sealed class KeyVaultDbContext(DbContextOptions<KeyVaultDbContext> options) : DbContext(options)
{
    internal DbSet<VaultKeyRow> VaultKeys => Set<VaultKeyRow>();

    internal DbSet<DataKeyRow> DataKeys => Set<DataKeyRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<VaultKeyRow>(table =>
        {
            table.ToTable("vault_keys");
            table.Property(static row => row.Id).ValueGeneratedNever();
            table.HasIndex(static row => new { row.Purpose, row.Generation }).IsUnique();
        });
        modelBuilder.Entity<DataKeyRow>(table =>
        {
            table.ToTable("data_keys");
            table.HasKey(static row => row.IdentityId);
            table.Property(static row => row.IdentityId).ValueGeneratedNever();
            table
                .HasOne<VaultKeyRow>()
                .WithMany()
                .HasForeignKey(static row => row.VaultKeyId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        SnakeCaseNames.Apply(modelBuilder);
    }
}
