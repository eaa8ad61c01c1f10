using Microsoft.Extensions.Logging;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Messages of rollouts and of recorded decisions: 1150 to 1199.</summary>
internal static partial class Log
{
    [LoggerMessage(
        1150,
        LogLevel.Information,
        "Rollout {Rollout} began in slot {Slot}: {Model} {Version}, {Mode}, a share of {Share}"
    )]
    public static partial void RolloutStarted(
        ILogger logger,
        long rollout,
        string slot,
        string model,
        string version,
        RolloutMode mode,
        double share
    );

    [LoggerMessage(
        1151,
        LogLevel.Information,
        "This process takes part in rollout {Rollout} of slot {Slot}: {Model} {Version}"
    )]
    public static partial void RolloutFollowed(ILogger logger, long rollout, string slot, string model, string version);

    [LoggerMessage(
        1152,
        LogLevel.Error,
        "This process takes no part in rollout {Rollout} of slot {Slot}: {Model} {Version} could not be made ready"
    )]
    public static partial void RolloutNotFollowed(
        ILogger logger,
        Exception exception,
        long rollout,
        string slot,
        string model,
        string version
    );

    [LoggerMessage(1153, LogLevel.Warning, "Rollout {Rollout} of slot {Slot} is {State} by {Actor}: {Reason}")]
    public static partial void RolloutEnded(
        ILogger logger,
        long rollout,
        string slot,
        RolloutState state,
        string? actor,
        string? reason
    );

    [LoggerMessage(
        1154,
        LogLevel.Error,
        "The rules of rollout {Rollout} of slot {Slot} hold, and its candidate could not be activated"
    )]
    public static partial void RolloutNotPromoted(ILogger logger, Exception exception, long rollout, string slot);

    [LoggerMessage(
        1160,
        LogLevel.Warning,
        "A decision was not recorded, because {QueueLimit} wait already; further ones are only counted"
    )]
    public static partial void DecisionsDropped(ILogger logger, int queueLimit);

    [LoggerMessage(1161, LogLevel.Error, "{Count} decisions were lost, because the store failed")]
    public static partial void DecisionsLost(ILogger logger, Exception exception, int count);
}
