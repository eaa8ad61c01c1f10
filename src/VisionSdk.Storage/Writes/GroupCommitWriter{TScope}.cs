using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Polly;

namespace VisionSdk.Storage;

/// <summary>
/// The one writer of a database in this process: whatever waits is committed together, so that callers share the cost of making it durable.
/// </summary>
internal sealed class GroupCommitWriter<TScope> : IAsyncDisposable
    where TScope : class, IWriteScope
{
    private const string Savepoint = "write";

    private readonly Func<TScope> _createScope;
    private readonly StoreProvider _provider;
    private readonly int _largestBatch;
    private readonly Channel<PendingWrite<TScope>> _queue;
    private readonly ResiliencePipeline _pipeline;
    private readonly Task _loop;
    private volatile int _together;

    public GroupCommitWriter(StoreProvider provider, Func<TScope> createScope, StoreOptions options, TimeProvider time)
    {
        _provider = provider;
        _createScope = createScope;
        _largestBatch = options.LargestCommit;
        _queue = Channel.CreateBounded<PendingWrite<TScope>>(
            new BoundedChannelOptions(options.WriteQueueLimit) { SingleReader = true }
        );
        _pipeline = StorePipeline.Create(provider, options, time);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Whether other writes wait for the one that is running: in its transaction, or for the next.</summary>
    public bool HasOthersWaiting => _together > 1 || _queue.Reader.Count > 0;

    /// <summary>Runs a write in a transaction of its own or with others, and returns when it is durable.</summary>
    /// <param name="work">The work. It may run more than once, each time on a fresh context, so it must not keep what it read before.</param>
    /// <param name="cancellationToken">Ends the wait. A write whose transaction has begun is committed all the same.</param>
    public async Task<T> WriteAsync<T>(
        Func<TScope, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        var write = new PendingWrite<TScope, T>(work, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException exception)
        {
            throw new ObjectDisposedException("The store has been closed.", exception);
        }

        return await write.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="WriteAsync"/>, for work that reads first and then adds what is missing.</summary>
    /// <remarks>Between its reading and its adding another process may have added the same; the second time the work finds that.</remarks>
    public async Task<T> EnsureAsync<T>(
        Func<TScope, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await WriteAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Failure == StoreFailure.Refused)
        {
            return await WriteAsync(work, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingWrite<TScope>>(_largestBatch);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < _largestBatch && _queue.Reader.TryRead(out var write))
            {
                if (write.IsAbandoned)
                {
                    write.Fail(new OperationCanceledException());
                }
                else
                {
                    batch.Add(write);
                }
            }

            if (batch.Count > 0)
            {
                await CommitAsync(batch).ConfigureAwait(false);
            }
        }
    }

    private async Task CommitAsync(List<PendingWrite<TScope>> batch)
    {
        _together = batch.Count;
        try
        {
            var failures = await _pipeline
                .ExecuteAsync(
                    async token => await TryCommitAsync(batch, token).ConfigureAwait(false),
                    CancellationToken.None
                )
                .ConfigureAwait(false);
            for (var i = 0; i < batch.Count; i++)
            {
                if (failures[i] is { } failure)
                {
                    batch[i].Fail(failure);
                }
                else
                {
                    batch[i].Acknowledge();
                }
            }
        }
        catch (Exception exception)
        {
            // The loop must outlive any failure; each caller gets it.
            var failure = Explain(exception);
            foreach (var write in batch)
            {
                write.Fail(failure);
            }
        }
    }

    /// <summary>One attempt: every write in one transaction; one that fails for its own reasons is rolled back alone.</summary>
    private async Task<Exception?[]> TryCommitAsync(
        List<PendingWrite<TScope>> batch,
        CancellationToken cancellationToken
    )
    {
        var failures = new Exception?[batch.Count];
        using var scope = _createScope();

        var database = scope.Context.Database;
        await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var begun = await _provider
            .BeginWriteAsync(database.GetDbConnection(), scope.Table, cancellationToken)
            .ConfigureAwait(false);
        await using (begun.ConfigureAwait(false))
        {
            var transaction = (await database.UseTransactionAsync(begun, cancellationToken).ConfigureAwait(false))!;
            if (batch.Count == 1)
            {
                // Alone it needs no savepoint, for which every page that it changes would be kept twice.
                await batch[0].ApplyAsync(scope, cancellationToken).ConfigureAwait(false);
                await begun.CommitAsync(cancellationToken).ConfigureAwait(false);
                return failures;
            }

            for (var i = 0; i < batch.Count; i++)
            {
                failures[i] = await ApplyAsync(batch[i], scope, transaction, cancellationToken).ConfigureAwait(false);
            }

            await begun.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return failures;
    }

    private async Task<Exception?> ApplyAsync(
        PendingWrite<TScope> write,
        TScope scope,
        IDbContextTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        try
        {
            await write.ApplyAsync(scope, cancellationToken).ConfigureAwait(false);
            scope.Context.ChangeTracker.Clear();
            await transaction.ReleaseSavepointAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (!IsOfTheTransaction(exception))
        {
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            scope.Forget();
            return Explain(exception);
        }
    }

    private Exception Explain(Exception exception) =>
        exception is VisionSdkException ? exception : StoreErrors.Translate(_provider, exception, "Writing");

    /// <summary>Whether the whole transaction is lost, rather than one write refused.</summary>
    private bool IsOfTheTransaction(Exception exception) =>
        exception is DbUpdateConcurrencyException
        || _provider.Classify(exception)
            is { IsTransient: true }
                or {
                    Failure: StoreFailure.Full
                        or StoreFailure.ReadOnly
                        or StoreFailure.Corrupt
                        or StoreFailure.Unavailable
                };
}
