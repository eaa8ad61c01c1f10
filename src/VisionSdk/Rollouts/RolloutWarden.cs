using Microsoft.Extensions.Logging;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Writes down what this process has counted, and does what the rules say when all processes have counted enough.</summary>
internal sealed class RolloutWarden(
    RolloutFollower follower,
    RolloutPromotion promotion,
    StoreSource stores,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    /// <summary>Who acts when the rules do.</summary>
    public const string Actor = "rollout rules";

    private static readonly TimeSpan PromotionPause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<long, RolloutTally> _tallies = [];
    private readonly Dictionary<long, DateTimeOffset> _promoteAfter = [];

    /// <summary>Follows, writes down and judges.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Remember();
            await follower.FollowAsync(cancellationToken).ConfigureAwait(false);
            await FlushEnteredAsync(cancellationToken).ConfigureAwait(false);
            foreach (var rollout in follower.Current)
            {
                await JudgeAsync(rollout.Record, rollout.Rules, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes down what this process has counted.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await FlushEnteredAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task FlushEnteredAsync(CancellationToken cancellationToken)
    {
        Remember();
        foreach (var (id, tally) in _tallies.Concat(follower.Failures).ToArray())
        {
            var isWritten = await FlushAsync(id, tally, cancellationToken).ConfigureAwait(false);
            if (!isWritten && !follower.Current.Any(rollout => rollout.Record.Id == id))
            {
                // It has ended, and what was under way has been counted.
                _tallies.Remove(id);
            }
        }
    }

    /// <summary>Keeps what is counted of a rollout until it is written down, although the rollout may end before.</summary>
    private void Remember()
    {
        foreach (var rollout in follower.Current)
        {
            _tallies[rollout.Record.Id] = rollout.Tally;
        }
    }

    private async Task<bool> FlushAsync(long id, RolloutTally tally, CancellationToken cancellationToken)
    {
        var counts = tally.Take();
        if (counts.Count == 0)
        {
            return false;
        }

        try
        {
            var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
            await store.AddRolloutCountsAsync(id, counts, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch
        {
            tally.PutBack(counts);
            throw;
        }
    }

    private async Task JudgeAsync(RolloutRecord record, RolloutRules rules, CancellationToken cancellationToken)
    {
        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        if (await promotion.FindSuccessorAsync(store, record, cancellationToken).ConfigureAwait(false) is { } ending)
        {
            await EndAsync(store, record, ending, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!rules.RollBack && !rules.Promote)
        {
            return;
        }

        var counts = await store.ReadRolloutCountsAsync(record.Id, cancellationToken).ConfigureAwait(false);
        var judgement = RolloutJudgement.Of(rules, RolloutStatistics.Of(counts, rules.Confidence));
        if (rules.RollBack && judgement.Verdict == RolloutVerdict.Broken)
        {
            await EndAsync(
                    store,
                    record,
                    new RolloutEnding(RolloutState.RolledBack, Actor, judgement.BrokenLimits),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        else if (rules.Promote && judgement.Verdict == RolloutVerdict.Promotable)
        {
            await PromoteAsync(record, rules, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(
        VisionStore store,
        RolloutRecord record,
        RolloutEnding ending,
        CancellationToken cancellationToken
    )
    {
        follower.Remove(record.Id);
        if (await store.EndRolloutAsync(record.Id, ending, cancellationToken).ConfigureAwait(false) is not null)
        {
            Log.RolloutEnded(logger, record.Id, record.Slot, ending.State, ending.Actor, ending.Reason);
        }
    }

    private async Task PromoteAsync(RolloutRecord record, RolloutRules rules, CancellationToken cancellationToken)
    {
        if (_promoteAfter.TryGetValue(record.Id, out var after) && time.GetUtcNow() < after)
        {
            return;
        }

        var options = new ActivationOptions
        {
            Actor = Actor,
            Reason = $"every limit of {record} holds for at least {rules.MinDecisions} decisions",
        };
        try
        {
            await promotion.PromoteAsync(record, options, cancellationToken).ConfigureAwait(false);
            follower.Remove(record.Id);
            Log.RolloutEnded(logger, record.Id, record.Slot, RolloutState.Promoted, options.Actor, options.Reason);
        }
        catch (VisionSdkException exception)
        {
            // The rules hold and the activation does not: somebody has to look. It is tried again, but not every second.
            _promoteAfter[record.Id] = time.GetUtcNow() + PromotionPause;
            Log.RolloutNotPromoted(logger, exception, record.Id, record.Slot);
        }
    }
}
