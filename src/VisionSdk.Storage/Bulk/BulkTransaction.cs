using System.Diagnostics;
using System.Threading.Channels;

namespace VisionSdk.Storage;

/// <summary>Stores batches in one transaction, as long as the next one is prepared in time.</summary>
/// <remarks>
/// A commit writes out every page that the transaction has changed, and the random digests change most pages of their indexes: one transaction
/// of many batches writes them once.
/// </remarks>
/// <param name="prepared">The batches.</param>
/// <param name="longest">How long the transaction goes on taking batches.</param>
/// <param name="othersWait">Whether other writes wait for this one; the transaction then takes batches for a quarter of the time.</param>
/// <param name="stop">Ends the taking of batches.</param>
internal sealed class BulkTransaction(
    ChannelReader<BulkBatch> prepared,
    TimeSpan longest,
    Func<bool> othersWait,
    CancellationToken stop
)
{
    private const int Share = 4;

    // Holding the lock for that long costs others less than one transaction more.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    /// <summary>What was stored, in the order in which it was prepared.</summary>
    public List<BulkBatch> Batches { get; } = [];

    /// <summary>Applies the batches that are known and then those that come. It can run again: a second time begins with the same.</summary>
    public async Task<bool> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var batch in Batches)
        {
            await new BulkEnrolmentWork(batch, scope).ApplyAsync(cancellationToken).ConfigureAwait(false);
        }

        while (MayGoOn(start) && await HasNextAsync().ConfigureAwait(false) && prepared.TryRead(out var next))
        {
            Batches.Add(next);
            await new BulkEnrolmentWork(next, scope).ApplyAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private bool MayGoOn(long start) =>
        Batches.Count == 0
        || (
            !stop.IsCancellationRequested
            && Stopwatch.GetElapsedTime(start) < (othersWait() ? longest / Share : longest)
        );

    /// <summary>Whether a batch is ready that has something to store in this transaction.</summary>
    private async Task<bool> HasNextAsync()
    {
        if (!prepared.TryPeek(out var next))
        {
            using var pause = new CancellationTokenSource(LongestPause);
            await ((Task)prepared.WaitToReadAsync(pause.Token).AsTask()).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing
            );
            if (!prepared.TryPeek(out next))
            {
                return false;
            }
        }

        return next.New.Count > 0;
    }
}
