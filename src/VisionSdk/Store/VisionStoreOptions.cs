using System.ComponentModel.DataAnnotations;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Where a <see cref="VisionClient"/> keeps identities, and how it protects them.</summary>
public sealed class VisionStoreOptions
{
    /// <summary>The SQLite file, as a path or a connection string. Not used when <see cref="Provider"/> is set.</summary>
    /// <value>A path, relative ones beside the application; default vision.db.</value>
    [Required]
    public string Database { get; set; } = VisionSdkDefaults.Database;

    /// <summary>Whether the schema may be created and migrated when the store is first used.</summary>
    /// <value>Default <see langword="null"/>: for a file beside the application yes, for a shared server no.</value>
    public bool? MigrateOnOpen { get; set; }

    /// <summary>How long creating or migrating the schema may take.</summary>
    /// <value>A duration, in [00:00:00.1000000, 1.00:00:00]; default 00:01:00.</value>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "1.00:00:00")]
    public TimeSpan MigrationTimeout { get; set; } = VisionSdkDefaults.MigrationTimeout;

    /// <summary>Whether a new store encrypts vectors, pictures, names and keys. An existing store stays what it is.</summary>
    /// <value>Default true.</value>
    public bool Encrypt { get; set; } = true;

    /// <summary>The folder of the data keys, and of the key ring where the application has none. Never back it up with the database.</summary>
    /// <value>Default <see langword="null"/>: <c>VisionSdk/keys</c> in the account's local application data.</value>
    public string? KeyDirectory { get; set; }

    /// <summary>A file with the key that opens the store, for tools and single machines; see <see cref="FileKeyProvider"/>. It is created when it is missing.</summary>
    /// <value>Default <see langword="null"/>: ASP.NET Core Data Protection protects the keys.</value>
    public string? KeyFile { get; set; }

    /// <summary>Whether enrolments keep a small, encrypted picture of each face, so that a later model can embed it again.</summary>
    /// <value>Default false: vectors only.</value>
    public bool KeepCrops { get; set; }

    /// <summary>How long such pictures are kept; a purge deletes them afterwards.</summary>
    /// <value>A duration, in [00:00:01, 36500.00:00:00]; default <see langword="null"/>: as long as the identity.</value>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan? CropRetention { get; set; }

    /// <summary>Another database, such as a PostgreSQL server.</summary>
    /// <value>Default <see langword="null"/>: the SQLite file <see cref="Database"/>.</value>
    public StoreProvider? Provider { get; set; }

    /// <summary>What wraps the store's keys, such as a KMS or an HSM.</summary>
    /// <value>Default <see langword="null"/>: <see cref="KeyFile"/>, or Data Protection.</value>
    public IKeyProvider? Keys { get; set; }
}
