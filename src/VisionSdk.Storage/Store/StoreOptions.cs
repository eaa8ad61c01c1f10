namespace VisionSdk.Storage;

/// <summary>How a <see cref="VisionStore"/> opens its database, protects what is in it and writes to it.</summary>
public sealed record StoreOptions
{
    /// <summary>Name of the tenant that exists from the start, for applications that have only one.</summary>
    public const string DefaultTenant = "default";

    /// <summary>Whether opening may create and migrate the schema.</summary>
    /// <value>Default <see langword="null"/>: for a file beside the application yes, for a shared server no.</value>
    public bool? MigrateOnOpen { get; init; }

    /// <summary>How long creating or migrating the schema may take, waiting for others included.</summary>
    /// <value>Default 1 minute.</value>
    public TimeSpan MigrationTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What a new store does to personal data. An existing store keeps what it was made with.</summary>
    /// <value>Default <see cref="StoreEncryption.Aes256Gcm"/>.</value>
    public StoreEncryption Encryption { get; init; } = StoreEncryption.Aes256Gcm;

    /// <summary>The directory of key files. It must not be backed up with the database.</summary>
    /// <value>Default: <c>VisionSdk/keys</c> in the account's local application data.</value>
    public string KeyDirectory { get; init; } =
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "VisionSdk",
            "keys"
        );

    /// <summary>How many writes are committed together at most.</summary>
    /// <value>Writes, at least 1; default 64.</value>
    public int LargestCommit { get; init; } = 64;

    /// <summary>How many vectors a bulk enrolment prepares together.</summary>
    /// <value>Vectors, at least 1; default 2048. An enrolment is not divided, so that a batch may have a few more.</value>
    public int BulkBatch { get; init; } = 2048;

    /// <summary>How long a bulk enrolment goes on adding batches of new identities to one transaction. Other writers wait for it.</summary>
    /// <value>
    /// Default 1 s; a quarter of it while other writes of this store wait. Zero for a transaction of its own for each batch.
    /// </value>
    public TimeSpan BulkTransactionTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many connections at once may read a gallery that is searched for the first time.</summary>
    /// <value>
    /// Connections, at least 1; default <see langword="null"/>: as many as processors, but no more than 4. A further one is opened only
    /// when vectors are left beyond those that the others are reading, <see cref="LoadRange"/> each.
    /// </value>
    public int? LoadConnections { get; init; }

    /// <summary>How many vectors of a gallery that is searched for the first time a connection reads before it takes the next.</summary>
    /// <value>Vectors, at least 1; default 4096. What was stored together is not divided, so that it may be more.</value>
    public int LoadRange { get; init; } = 4096;

    /// <summary>How many writes may wait; further callers wait for a place.</summary>
    /// <value>Writes, at least 1; default 1024.</value>
    public int WriteQueueLimit { get; init; } = 1024;

    /// <summary>How often a transaction is run again after a transient failure or a concurrent change.</summary>
    /// <value>Retries, 0 for none; default 5.</value>
    public int WriteRetries { get; init; } = 5;

    /// <summary>The pause before the first retry; it doubles with each further one, with jitter.</summary>
    /// <value>Default 20 ms.</value>
    public TimeSpan WriteRetryDelay { get; init; } = TimeSpan.FromMilliseconds(20);
}
