using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>What a replay has found so far.</summary>
internal sealed class ReplayTally
{
    private readonly ImmutableArray<ReplayedDecision>.Builder _flips = ImmutableArray.CreateBuilder<ReplayedDecision>();
    private readonly Dictionary<string, long> _skipped = new(StringComparer.Ordinal);

    public int Same { get; set; }

    public void Skip(string reason) => _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;

    public void Flip(DecisionRecord decision, DecisionTrace now, string? control) =>
        _flips.Add(
            new ReplayedDecision
            {
                Id = decision.Id,
                Operation = decision.Operation,
                DecidedAt = decision.DecidedAt,
                Model = $"{decision.ModelId}@{decision.Version}",
                Before = decision.Decision,
                After = ReplayLane.NameOf(decision, now),
                ScoreBefore = decision.Distance / decision.Threshold,
                ScoreAfter = now.Score,
                Control = control,
            }
        );

    public ReplayReport ToReport(string model, ReplayOptions replay)
    {
        var judged = Same + _flips.Count;
        return new ReplayReport
        {
            Model = model,
            Slot = replay.Slot,
            Decisions = judged + (int)_skipped.Values.Sum(),
            Same = Same,
            Flips = RolloutRate.Create(_flips.Count, judged, replay.Confidence),
            Flipped = _flips.ToImmutable(),
            NotReplayable = RolloutStatistics.Items(_skipped, prefix: ""),
        };
    }
}
