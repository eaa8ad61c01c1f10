namespace VisionSdk.Storage;

/// <summary>How a database's schema compares with the one that this version needs.</summary>
public enum StoreSchemaState
{
    /// <summary>There is no database, or it is empty.</summary>
    Missing,

    /// <summary>It is the one that this version needs.</summary>
    Current,

    /// <summary>Migrations are pending.</summary>
    Outdated,

    /// <summary>A newer version made it.</summary>
    Newer,

    /// <summary>The database belongs to something else.</summary>
    Foreign,
}
