namespace VisionSdk.Migrations.Sqlite;

/// <summary>What survives a loss of power.</summary>
public enum SqliteDurability
{
    /// <summary>Everything that was acknowledged (<c>synchronous=FULL</c>).</summary>
    Full,

    /// <summary>The file's integrity, but perhaps not the last transactions (<c>synchronous=NORMAL</c>): for bulk work that can be done again.</summary>
    Normal,
}
