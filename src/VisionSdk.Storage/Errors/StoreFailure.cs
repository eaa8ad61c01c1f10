namespace VisionSdk.Storage;

/// <summary>What kind of failure a <see cref="StoreException"/> reports.</summary>
public enum StoreFailure
{
    /// <summary>Something else; the inner exception says what.</summary>
    Unexpected,

    /// <summary>Other writers held the database for longer than the time limit. Trying again later can help.</summary>
    Busy,

    /// <summary>The database server cannot be reached, or it ended the connection. Trying again later can help.</summary>
    Unavailable,

    /// <summary>The database, its folder or the account can only read.</summary>
    ReadOnly,

    /// <summary>The disk, or the quota, is full.</summary>
    Full,

    /// <summary>The file is damaged, or it is no database.</summary>
    Corrupt,

    /// <summary>The database has no VisionSdk schema yet and the application does not allow to create it.</summary>
    SchemaMissing,

    /// <summary>The schema is older than this version needs and the application does not allow to migrate it.</summary>
    SchemaOutdated,

    /// <summary>The schema was made by a newer version.</summary>
    SchemaNewer,

    /// <summary>The database belongs to something else.</summary>
    SchemaForeign,

    /// <summary>A migration did not finish and left its lock, or another process is migrating.</summary>
    SchemaLocked,

    /// <summary>The key does not open this store.</summary>
    WrongKey,

    /// <summary>There is no such tenant.</summary>
    UnknownTenant,

    /// <summary>There is no such identity.</summary>
    UnknownIdentity,

    /// <summary>Another identity of the tenant and profile has this external key.</summary>
    DuplicateKey,

    /// <summary>Somebody else changed the row since it was read.</summary>
    Conflict,

    /// <summary>The store refuses the value: a constraint of the schema does not hold.</summary>
    Refused,

    /// <summary>A value of the store cannot be trusted: it was changed outside VisionSdk.</summary>
    Tampered,

    /// <summary>There is no such anchor set.</summary>
    UnknownAnchorSet,

    /// <summary>There is no such model version.</summary>
    UnknownModel,

    /// <summary>There is no such move to another embedding space.</summary>
    UnknownMigration,

    /// <summary>There is no such rollout, or none is running where one was expected.</summary>
    UnknownRollout,
}
