using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Decides which version answers a request, has the other one decide too where a rollout asks for it, and records what was decided.</summary>
internal sealed class DecisionDesk(
    VisionRuntime runtime,
    RolloutFollower follower,
    BackgroundLane queue,
    DecisionRecorder recorder,
    StoreSource stores,
    InFlight inFlight,
    DecisionLane foreground,
    DecisionLane background
)
{
    /// <summary>Whether there is nothing to do here: no rollout runs, and nothing is recorded.</summary>
    public bool IsIdle => follower.IsIdle && !recorder.IsOn;

    public async Task<TResult> DecideAsync<TResult>(
        DecisionRequest<TResult> request,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var scope = inFlight.Enter();
        await runtime.Registry.ReadyAsync(cancellationToken).ConfigureAwait(false);
        var basis = runtime.Slots.Current;
        var (rollout, subject) = await ChooseAsync(request, basis, cancellationToken).ConfigureAwait(false);
        var judged =
            rollout is null ? await ServeAsync(request, cancellationToken).ConfigureAwait(false)
            : rollout.Record.Mode == RolloutMode.Canary
                ? await CanaryAsync(request, rollout, basis, subject, cancellationToken).ConfigureAwait(false)
            : await ShadowAsync(request, rollout, basis, cancellationToken).ConfigureAwait(false);
        if (recorder.IsOn)
        {
            recorder.Record(
                request.RecordOf(judged.Result) with
                {
                    Crops = [.. judged.Crops.Select(static crop => new DecisionCrop(crop.Bytes, crop.MediaType))],
                }
            );
        }

        return judged.Result;
    }

    /// <summary>Has the version answer that serves: no generation is given, so that a last good one stands in for a version that fails.</summary>
    private Task<Judged<TResult>> ServeAsync<TResult>(
        DecisionRequest<TResult> request,
        CancellationToken cancellationToken
    ) => request.RunAsync(foreground, generation: null, recorder.WantsCrops, cancellationToken);

    /// <summary>Finds the rollout that a request takes part in: the first in whose share its subject is.</summary>
    private async ValueTask<(ActiveRollout? Rollout, byte[] Subject)> ChooseAsync<TResult>(
        DecisionRequest<TResult> request,
        SlotGeneration basis,
        CancellationToken cancellationToken
    )
    {
        byte[]? subject = null;
        foreach (var rollout in follower.Current)
        {
            if (!request.Involves(rollout.Record.Slot) || IsPresent(rollout, basis))
            {
                continue;
            }

            rollout.Tally.Add(request.Operation, RolloutCounters.Requests);
            if (request.GalleryProfile is { } profile && rollout.NotMigrated.ContainsKey(profile))
            {
                rollout.Tally.Add(
                    request.Operation,
                    RolloutCounters.Incomparable + "the gallery is not in the candidate's space"
                );
                continue;
            }

            subject ??= await SubjectAsync(request, cancellationToken).ConfigureAwait(false);
            if (RolloutAssignment.Includes(rollout.Seed, subject, rollout.Record.Share))
            {
                rollout.Tally.Add(request.Operation, RolloutCounters.Chosen);
                return (rollout, subject);
            }
        }

        return (null, []);
    }

    /// <summary>Whether the candidate plays the role already, so that there is nothing to compare.</summary>
    private bool IsPresent(ActiveRollout rollout, SlotGeneration basis) =>
        !basis.Slots.TryGetValue(rollout.Record.Slot, out var present)
        || runtime.Slots.KeyOf(present) == rollout.Candidate;

    private async Task<byte[]> SubjectAsync<TResult>(
        DecisionRequest<TResult> request,
        CancellationToken cancellationToken
    )
    {
        // What is read here is not under the pipeline's timeout, and a sender may be slow.
        using var timeout = new CancellationTokenSource(runtime.Options.OperationTimeout, runtime.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await request.ReadAheadAsync(runtime.Options.Images, either.Token).ConfigureAwait(false);
            return await request.SubjectAsync(stores, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VisionTimeoutException(
                request.Operation,
                runtime.Options.OperationTimeout,
                nameof(VisionSdkOptions.OperationTimeout),
                exception
            );
        }
    }

    private async Task<Judged<TResult>> ShadowAsync<TResult>(
        DecisionRequest<TResult> request,
        ActiveRollout rollout,
        SlotGeneration basis,
        CancellationToken cancellationToken
    )
    {
        var primary = await ServeAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.ProvenanceOf(primary.Result).Fallbacks.IsEmpty)
        {
            var trace = request.TraceOf(primary.Result);
            Repeat(
                request,
                rollout,
                rollout.Over(basis),
                RolloutCounters.Error,
                candidate =>
                {
                    rollout.Tally.Add(request.Operation, RolloutCounters.Decided);
                    DecisionComparison.Count(rollout.Tally, request.Operation, trace, candidate);
                }
            );
        }
        else
        {
            rollout.Tally.Add(request.Operation, RolloutCounters.Incomparable + "the present version was not asked");
        }

        return Marked(request, primary, new RolloutPart(rollout.Record.Id, RolloutArm.Shadowed));
    }

    private async Task<Judged<TResult>> CanaryAsync<TResult>(
        DecisionRequest<TResult> request,
        ActiveRollout rollout,
        SlotGeneration basis,
        byte[] subject,
        CancellationToken cancellationToken
    )
    {
        Judged<TResult> candidate;
        try
        {
            candidate = await request
                .RunAsync(foreground, rollout.Over(basis), recorder.WantsCrops, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (IsCandidates(exception))
        {
            rollout.Tally.Add(request.Operation, RolloutCounters.Error + exception.GetType().Name);
            return await FallBackAsync(request, rollout, exception.GetType().Name, cancellationToken)
                .ConfigureAwait(false);
        }

        rollout.Tally.Add(request.Operation, RolloutCounters.Decided);
        var trace = request.TraceOf(candidate.Result);
        if (trace.Obstacle is { } obstacle)
        {
            rollout.Tally.Add(request.Operation, RolloutCounters.Incomparable + obstacle);
            return await FallBackAsync(request, rollout, obstacle, cancellationToken).ConfigureAwait(false);
        }

        if (RolloutAssignment.Includes(rollout.ComparisonSeed, subject, rollout.Record.ComparisonShare))
        {
            Repeat(
                request,
                rollout,
                basis,
                RolloutCounters.PrimaryError,
                primary => DecisionComparison.Count(rollout.Tally, request.Operation, primary, trace)
            );
        }

        return Marked(request, candidate, new RolloutPart(rollout.Record.Id, RolloutArm.Candidate));
    }

    private async Task<Judged<TResult>> FallBackAsync<TResult>(
        DecisionRequest<TResult> request,
        ActiveRollout rollout,
        string failure,
        CancellationToken cancellationToken
    )
    {
        var primary = await ServeAsync(request, cancellationToken).ConfigureAwait(false);
        return Marked(request, primary, new RolloutPart(rollout.Record.Id, RolloutArm.Fallback, failure));
    }

    /// <summary>Has another version decide in the background, if there is room.</summary>
    private void Repeat<TResult>(
        DecisionRequest<TResult> request,
        ActiveRollout rollout,
        SlotGeneration generation,
        string errors,
        Action<DecisionTrace> compare
    )
    {
        var bytes = request.Bytes;
        if (queue.TryReserve(bytes) is { } reason)
        {
            Drop(reason);
            return;
        }

        request.Detach();
        queue.Enqueue(bytes, () => RepeatAsync(request, rollout, generation, errors, compare), Drop);

        void Drop(string why) => rollout.Tally.Add(request.Operation, RolloutCounters.Dropped + why);
    }

    private async Task RepeatAsync<TResult>(
        DecisionRequest<TResult> request,
        ActiveRollout rollout,
        SlotGeneration generation,
        string errors,
        Action<DecisionTrace> compare
    )
    {
        using var timeout = new CancellationTokenSource(runtime.Options.OperationTimeout, runtime.Time);
        try
        {
            var judged = await request
                .RunAsync(background, generation, withCrops: false, timeout.Token)
                .ConfigureAwait(false);
            compare(request.TraceOf(judged.Result));
        }
#pragma warning disable CA1031 // Nobody waits for it: what goes wrong is a finding about the version, or counted as none.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var counter = exception switch
            {
                OperationCanceledException => errors + nameof(VisionTimeoutException),
                StoreException or ObjectDisposedException => RolloutCounters.Dropped + exception.GetType().Name,
                _ => errors + exception.GetType().Name,
            };
            rollout.Tally.Add(request.Operation, counter);
        }
    }

    /// <summary>Whether an error is the candidate's: not the caller's, the picture's, the store's, or that of a busy or closing client.</summary>
    private static bool IsCandidates(Exception exception) =>
        exception
            is not (
                OperationCanceledException
                or ArgumentException
                or ImageDecodeException
                or StoreException
                or VisionBusyException
                or ObjectDisposedException { ObjectName: nameof(VisionClient) }
            );

    private static Judged<TResult> Marked<TResult>(
        DecisionRequest<TResult> request,
        Judged<TResult> judged,
        RolloutPart part
    ) =>
        judged with
        {
            Result = request.With(judged.Result, request.ProvenanceOf(judged.Result) with { Rollout = part }),
        };
}
