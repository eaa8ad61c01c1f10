namespace VisionSdk;

/// <summary>How far a move has come.</summary>
/// <param name="Done">Identities that are through, mapped and failed ones included.</param>
/// <param name="Total">All identities.</param>
/// <param name="PerSecond">Identities that this process finished in a second, on average since it began; 0 before the first.</param>
/// <param name="Remaining">How long the rest takes at that rate; <see langword="null"/> while it is unknown.</param>
public readonly record struct MigrationProgress(int Done, int Total, double PerSecond, TimeSpan? Remaining);
