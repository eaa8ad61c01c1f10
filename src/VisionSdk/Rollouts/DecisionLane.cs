namespace VisionSdk;

/// <summary>What decisions are made with: for requests, or in the background.</summary>
internal sealed record DecisionLane(IJobRunner Runner, Claims Claims, Identifier Identifier);
