using System.Runtime.CompilerServices;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Stores many enrolments, several times faster than one by one.</summary>
    /// <param name="enrolments">Who, and the vectors. They are read once, a few thousand ahead.</param>
    /// <param name="cancellationToken">Ends the enrolment between two batches; batches that were begun are stored all the same.</param>
    /// <returns>
    /// What became of each, in their order; it is durable. Nothing is stored before the outcomes are read, and when reading stops, so does
    /// storing, at the latest two batches further.
    /// </returns>
    /// <exception cref="StoreException">
    /// The database fails: what was returned is durable, and the rest can be enrolled again, whatever of it was stored.
    /// </exception>
    /// <remarks>
    /// <para>
    /// The rules are those of <see cref="EnrollAsync"/>, and so is the audit. New identities are stored in transactions of
    /// <see cref="StoreOptions.BulkBatch"/>; what is added to an identity that exists is stored after them, with the speed of
    /// <see cref="EnrollAsync"/>. An enrolment that is refused is reported in its place and keeps no other from being stored.
    /// </para>
    /// <para>One batch is prepared while the one before it is stored. Several callers may enrol at once, and take turns.</para>
    /// </remarks>
    public async IAsyncEnumerable<EnrolmentOutcome> EnrollManyAsync(
        IAsyncEnumerable<Enrolment> enrolments,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(enrolments);
        Task<BulkBatch>? storing = null;
        BulkBatch? prepared = null;
        var looksFirst = true;
        try
        {
            await foreach (
                var items in BulkBatch
                    .SplitAsync(enrolments, _options.BulkBatch, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                prepared = new BulkBatch(items);
                await PrepareAsync(prepared, looksFirst, cancellationToken).ConfigureAwait(false);
                var stored = storing is null ? null : await storing.ConfigureAwait(false);
                storing = StoreAsync(prepared);
                prepared = null;
                if (stored is not null)
                {
                    // Whoever meets identities that exist will meet more: an import that is repeated after it was cut off.
                    looksFirst = stored.HasExisting;
                    foreach (var item in stored.Items)
                    {
                        yield return item.Outcome;
                    }
                }
            }

            if (storing is not null)
            {
                var last = await storing.ConfigureAwait(false);
                foreach (var item in last.Items)
                {
                    yield return item.Outcome;
                }
            }
        }
        finally
        {
            if (storing is not null)
            {
                await ((Task)storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (prepared is not null)
            {
                await ForgetKeysAsync(prepared.Created).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc cref="EnrollManyAsync(IAsyncEnumerable{Enrolment}, CancellationToken)"/>
    public IAsyncEnumerable<EnrolmentOutcome> EnrollManyAsync(
        IEnumerable<Enrolment> enrolments,
        CancellationToken cancellationToken = default
    ) => EnrollManyAsync(enrolments.ToAsyncEnumerable(), cancellationToken);
}
