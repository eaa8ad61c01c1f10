using System.Threading.Channels;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    // Other processes ask for the lock every few milliseconds; between two long transactions they get their chance.
    private static readonly TimeSpan TurnOfOthers = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether only this enrolment is refused, rather than the database failing.</summary>
    private static bool IsOfTheEnrolment(Exception exception) =>
        exception is StoreException store
            ? store.Failure
                is StoreFailure.UnknownTenant
                    or StoreFailure.UnknownIdentity
                    or StoreFailure.DuplicateKey
                    or StoreFailure.Refused
                    or StoreFailure.Conflict
                    or StoreFailure.Tampered
            : exception is VisionSdkException or ArgumentException;

    /// <summary>Stores the next batches, as many as come in time; none when there is no more.</summary>
    private async Task<List<BulkBatch>> StoreNextAsync(
        ChannelReader<BulkBatch> prepared,
        bool isFirst,
        CancellationToken stop
    )
    {
        if (!isFirst)
        {
            await Task.Delay(TurnOfOthers, CancellationToken.None).ConfigureAwait(false);
        }

        if (
            stop.IsCancellationRequested
            || !await prepared.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false)
        )
        {
            return [];
        }

        var transaction = new BulkTransaction(
            prepared,
            _options.BulkTransactionTime,
            () => _writer.HasOthersWaiting,
            stop
        );
        if (prepared.TryPeek(out var first) && first.New.Count == 0)
        {
            prepared.TryRead(out _);
            transaction.Batches.Add(first);
        }
        else
        {
            await StoreNewAsync(transaction).ConfigureAwait(false);
        }

        // One identity's enrolments in their order; those of several identities share transactions.
        var groups = transaction
            .Batches.SelectMany(static batch => batch.Existing)
            .OrderBy(static item => item.Index)
            .GroupBy(SameIdentity);
        await Parallel
            .ForEachAsync(
                groups,
                new ParallelOptions { MaxDegreeOfParallelism = Math.Max(_options.LargestCommit, 1) },
                async (group, _) =>
                {
                    foreach (var item in group)
                    {
                        await EnrollExistingAsync(item).ConfigureAwait(false);
                    }
                }
            )
            .ConfigureAwait(false);
        return transaction.Batches;
    }

    private async Task StoreNewAsync(BulkTransaction transaction)
    {
        try
        {
            await StoreTogetherAsync(transaction).ConfigureAwait(false);
        }
        catch
        {
            foreach (var batch in transaction.Batches)
            {
                await ForgetKeysAsync(batch.Created).ConfigureAwait(false);
            }

            throw;
        }

        foreach (var batch in transaction.Batches)
        {
            batch.Existing.AddRange(batch.Taken);
            await ForgetKeysAsync(batch.Taken.ConvertAll(static item => item.Id)).ConfigureAwait(false);
        }
    }

    private async Task StoreTogetherAsync(BulkTransaction transaction)
    {
        try
        {
            // Without the caller's token: a batch that was begun is stored, or its keys could not be told from unused ones.
            await _writer.WriteAsync(transaction.ApplyAsync, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Failure == StoreFailure.Refused)
        {
            // One of them breaks a rule of the schema, and nothing says which.
            foreach (var batch in transaction.Batches)
            {
                await StoreAloneAsync(batch).ConfigureAwait(false);
            }
        }
    }

    private async Task StoreAloneAsync(BulkBatch batch)
    {
        try
        {
            await _writer
                .WriteAsync(
                    (scope, token) => new BulkEnrolmentWork(batch, scope).ApplyAsync(token),
                    CancellationToken.None
                )
                .ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Failure == StoreFailure.Refused)
        {
            // One by one the others go in, and this one's outcome says why it does not.
            batch.Taken = batch.New;
        }
    }

    private async Task EnrollExistingAsync(BulkItem item)
    {
        try
        {
            item.Receipt = await EnrollAsync(item.Enrolment, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTheEnrolment(exception))
        {
            item.Failure = exception;
        }
    }

    private static (int Gallery, string Identity) SameIdentity(BulkItem item) =>
        (
            item.Gallery,
            item.Enrolment.IdentityId is { } id ? $"id {id}"
            : item.Enrolment.ExternalKey is { } key ? $"key {key}"
            : $"new {item.Index}"
        );
}
