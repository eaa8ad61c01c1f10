namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
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

    private async Task<BulkBatch> StoreAsync(BulkBatch batch)
    {
        await StoreNewAsync(batch).ConfigureAwait(false);

        // One identity's enrolments in their order; those of several identities share transactions.
        var groups = batch.Existing.OrderBy(static item => item.Index).GroupBy(SameIdentity);
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
        return batch;
    }

    private async Task StoreNewAsync(BulkBatch batch)
    {
        if (batch.New.Count == 0)
        {
            return;
        }

        var work = new BulkEnrolmentWork(batch.New);
        try
        {
            // Without the caller's token: a batch that was begun is stored, or its keys could not be told from unused ones.
            var taken = await _writer.WriteAsync(work.ApplyAsync, CancellationToken.None).ConfigureAwait(false);
            batch.Existing.AddRange(taken);
            foreach (var item in batch.New.Except(taken))
            {
                item.Receipt = Receipt(item);
            }

            await ForgetKeysAsync(taken.ConvertAll(static item => item.Identity!.Id)).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Failure == StoreFailure.Refused)
        {
            // One of them breaks a rule of the schema, and nothing says which.
            await ForgetKeysAsync(batch.Created).ConfigureAwait(false);
            batch.Existing.AddRange(batch.New);
        }
        catch
        {
            await ForgetKeysAsync(batch.Created).ConfigureAwait(false);
            throw;
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

    private static EnrolmentReceipt Receipt(BulkItem item) =>
        new(
            item.Identity!.Id,
            IsNew: true,
            [.. item.References.Select(static reference => reference.Embedding.Id)],
            item.PresentAt.Length
        )
        {
            PresentAt = item.PresentAt,
        };
}
