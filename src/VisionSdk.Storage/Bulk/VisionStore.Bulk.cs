using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    // Enough for the writer to find the next one ready.
    private const int BatchesAhead = 2;

    /// <summary>Stores many enrolments, several times faster than one by one.</summary>
    /// <param name="enrolments">Who, and the vectors. They are read once, a few batches ahead.</param>
    /// <param name="cancellationToken">Ends the enrolment between two batches; a transaction that was begun is committed all the same.</param>
    /// <returns>
    /// What became of each, in their order; it is durable. Nothing is stored before the outcomes are read, and when reading stops, so does
    /// storing, at the latest two transactions further.
    /// </returns>
    /// <exception cref="StoreException">
    /// The database fails: what was returned is durable, and the rest can be enrolled again, whatever of it was stored.
    /// </exception>
    /// <remarks>
    /// <para>
    /// The rules are those of <see cref="EnrollAsync"/>, and so is the audit. New identities are prepared in batches of
    /// <see cref="StoreOptions.BulkBatch"/> and stored in transactions of <see cref="StoreOptions.BulkTransactionTime"/>; what is added to an
    /// identity that exists is stored after them, with the speed of <see cref="EnrollAsync"/>. An enrolment that is refused is reported in its
    /// place and keeps no other from being stored.
    /// </para>
    /// <para>Batches are prepared while those before them are stored. Several callers may enrol at once, and take turns.</para>
    /// </remarks>
    public async IAsyncEnumerable<EnrolmentOutcome> EnrollManyAsync(
        IAsyncEnumerable<Enrolment> enrolments,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(enrolments);
        var prepared = Channel.CreateBounded<BulkBatch>(BatchesAhead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var storing = StoreNextAsync(prepared.Reader, isFirst: true, stop.Token);
        var looksFirst = true;
        BulkBatch? unsent = null;
        try
        {
            await foreach (
                var batch in BulkBatch
                    .SplitAsync(enrolments, _options.BulkBatch, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                unsent = batch;
                await PrepareAsync(batch, looksFirst, cancellationToken).ConfigureAwait(false);
                looksFirst &= batch.Existing.Count > 0;
                do
                {
                    if (storing.IsCompleted)
                    {
                        var stored = await storing.ConfigureAwait(false);
                        storing = StoreNextAsync(prepared.Reader, isFirst: false, stop.Token);

                        // Whoever meets identities that exist will meet more: an import that is repeated after it was cut off.
                        looksFirst |= stored.Exists(static one => one.Existing.Count > 0);
                        foreach (var outcome in Outcomes(stored))
                        {
                            yield return outcome;
                        }
                    }
                } while (!await SendAsync(prepared.Writer, batch, storing).ConfigureAwait(false));

                unsent = null;
            }

            prepared.Writer.Complete();
            while (await storing.ConfigureAwait(false) is { Count: > 0 } stored)
            {
                storing = StoreNextAsync(prepared.Reader, isFirst: false, stop.Token);
                foreach (var outcome in Outcomes(stored))
                {
                    yield return outcome;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            prepared.Writer.TryComplete();
            await ((Task)storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (unsent is not null || prepared.Reader.TryRead(out unsent))
            {
                await ForgetKeysAsync(unsent.Created).ConfigureAwait(false);
                unsent = null;
            }
        }
    }

    /// <inheritdoc cref="EnrollManyAsync(IAsyncEnumerable{Enrolment}, CancellationToken)"/>
    public IAsyncEnumerable<EnrolmentOutcome> EnrollManyAsync(
        IEnumerable<Enrolment> enrolments,
        CancellationToken cancellationToken = default
    ) => EnrollManyAsync(enrolments.ToAsyncEnumerable(), cancellationToken);

    private static IEnumerable<EnrolmentOutcome> Outcomes(List<BulkBatch> stored) =>
        stored.SelectMany(static batch => batch.Items.Select(batch.OutcomeOf));

    /// <summary>Hands a batch over; <see langword="false"/> when that had to wait, and it is time to look what was stored.</summary>
    private static async ValueTask<bool> SendAsync(ChannelWriter<BulkBatch> prepared, BulkBatch batch, Task storing)
    {
        if (prepared.TryWrite(batch))
        {
            return true;
        }

        await Task.WhenAny(storing, prepared.WaitToWriteAsync().AsTask()).ConfigureAwait(false);
        return false;
    }
}
