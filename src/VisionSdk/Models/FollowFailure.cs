namespace VisionSdk;

/// <summary>An activation of another process that this one could not follow, and when it tries again.</summary>
/// <param name="Activation">Number of the activation.</param>
/// <param name="Wanted">The version that it wants.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAttempt">When it is tried again.</param>
internal sealed record FollowFailure(
    long Activation,
    string Wanted,
    Exception Error,
    int Attempts,
    DateTimeOffset NextAttempt
)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>The failure after one more attempt: the pauses double, up to a minute.</summary>
    public static FollowFailure After(
        FollowFailure? earlier,
        long activation,
        string wanted,
        Exception error,
        DateTimeOffset now
    )
    {
        var attempts = earlier?.Activation == activation ? earlier.Attempts + 1 : 1;
        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(attempts, 10) - 1)));
        return new FollowFailure(activation, wanted, error, attempts, now + pause);
    }
}
