namespace VisionSdk;

/// <summary>The defaults of rollouts and of recording.</summary>
internal static class RolloutDefaults
{
    public const double Share = 0.1;
    public const double ComparisonShare = 1;
    public const int MinDecisions = 1000;
    public const double MaxFlipRate = 0.02;
    public const double MaxErrorRate = 0.01;
    public const double MaxLatencyRatio = 2;
    public const double Confidence = 0.99;
    public const int Concurrency = 1;
    public const int QueueLimit = 64;
    public const long QueueBytes = 128L << 20;
    public const int RecordingQueueLimit = 1024;

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    public static TimeSpan Retention { get; } = TimeSpan.FromDays(30);
}
