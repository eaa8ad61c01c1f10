namespace VisionSdk.Storage;

/// <summary>A write with its result.</summary>
internal sealed class PendingWrite<TScope, T>(
    Func<TScope, CancellationToken, Task<T>> work,
    CancellationToken callerToken
) : PendingWrite<TScope>
{
    // Continuations must not run on the writer's own loop: the next batch would wait for them.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _done.Task;

    public override bool IsAbandoned => callerToken.IsCancellationRequested;

    public override async Task ApplyAsync(TScope scope, CancellationToken cancellationToken) =>
        _result = await work(scope, cancellationToken).ConfigureAwait(false);

    public override void Acknowledge() => _done.TrySetResult(_result!);

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException cancelled)
        {
            _done.TrySetCanceled(cancelled.CancellationToken);
        }
        else
        {
            _done.TrySetException(exception);
        }
    }
}
