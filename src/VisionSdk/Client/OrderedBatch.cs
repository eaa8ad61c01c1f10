using System.Runtime.CompilerServices;

namespace VisionSdk;

/// <summary>Works on several items of a sequence at once and returns the outcomes in the order of the items.</summary>
internal static class OrderedBatch
{
    /// <summary>Runs.</summary>
    /// <param name="items">The items. They are taken only while fewer than <paramref name="window"/> are in work or wait for the consumer.</param>
    /// <param name="window">How many items are ahead of the consumer at most; at least 1.</param>
    /// <param name="work">What to do with an item, given its position from 0.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <remarks>
    /// An outcome is handed on as soon as it is the next one, even while the sequence takes its time over the next item: a live source gets its
    /// answers at once. When the enumeration ends for whatever reason, work that is running is cancelled and awaited.
    /// </remarks>
    public static async IAsyncEnumerable<TOutcome> RunAsync<TItem, TOutcome>(
        IAsyncEnumerable<TItem> items,
        int window,
        Func<long, TItem, CancellationToken, Task<TOutcome>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task<TOutcome>>(window);
        var source = items.GetAsyncEnumerator(stop.Token);
        Task<bool>? next = null;
        try
        {
            var ended = false;
            for (long taken = 0; !ended || running.Count > 0; )
            {
                if (!ended && running.Count < window)
                {
                    next ??= source.MoveNextAsync().AsTask();
                    if (
                        running.Count == 0
                        || next.IsCompleted
                        || await IsFirstAsync(next, running.Peek()).ConfigureAwait(false)
                    )
                    {
                        ended = !await next.ConfigureAwait(false);
                        next = null;
                        if (!ended)
                        {
                            running.Enqueue(work(taken++, source.Current, stop.Token));
                        }

                        continue;
                    }
                }

                yield return await running.Dequeue().ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await SettleAsync(next).ConfigureAwait(false);
            foreach (var task in running)
            {
                await SettleAsync(task).ConfigureAwait(false);
            }

            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsFirstAsync(Task task, Task other) =>
        await Task.WhenAny(task, other).ConfigureAwait(false) == task;

    /// <summary>Waits for a task whose outcome nobody wants any more.</summary>
    private static async Task SettleAsync(Task? task)
    {
        if (task is not null)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
