namespace VisionSdk;

public sealed partial class VisionClient
{
    /// <inheritdoc/>
    public IRollouts Rollouts { get; }

    /// <summary>Decisions go over a desk where a rollout runs or something is recorded, and else straight to the models.</summary>
    private DecisionDesk CreateDesk(RolloutParts parts) =>
        new(
            _runtime,
            parts.Follower,
            parts.Queue,
            parts.Recorder,
            _stores,
            _inFlight,
            new DecisionLane(_runner, _claims, _identifier),
            _background
        );

    private DecisionLane CreateBackground(ReferenceMaker references)
    {
        var reader = new ProbeReader(new BackgroundRunner(_runtime), _runtime);
        return new DecisionLane(
            new BackgroundRunner(_runtime),
            new Claims(reader, _stores, references, _options),
            new Identifier(reader, _stores, _options, telemetry: null)
        );
    }
}
