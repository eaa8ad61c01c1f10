using System.Runtime.CompilerServices;

namespace VisionSdk.Tests;

public sealed class VisionClientBatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DetectManyAsync_keeps_the_order_of_the_pictures()
    {
        var factory = new FakeModelFactory();

        // Later pictures are quicker, so completion order is not the order of the pictures.
        factory.Detector().During = (image, token) => token.WaitHandle.WaitOne(40 - (2 * image.SourceSize.Width));
        using var client = TestClient.Create(factory, options => options.MaxConcurrency = 4);

        var widths = new List<int>();
        await foreach (
            var outcome in client.DetectManyAsync(
                Enumerable.Range(1, 16).Select(width => Pictures.Sized(width, 1)),
                cancellationToken: Token
            )
        )
        {
            outcome.Index.ShouldBe(widths.Count);
            widths.Add(outcome.Result!.ImageSize.Width);
        }

        widths.ShouldBe(Enumerable.Range(1, 16));
        factory.Detector().MostRunning.ShouldBeInRange(2, 4);
    }

    [Fact]
    public async Task DetectManyAsync_takes_no_more_pictures_ahead_than_may_compute_at_once()
    {
        using var client = TestClient.Create(new FakeModelFactory(), options => options.MaxConcurrency = 3);
        var taken = 0;
        var mostAhead = 0;
        var consumed = 0;

        await foreach (var outcome in client.DetectManyAsync(Count(), cancellationToken: Token))
        {
            outcome.Succeeded.ShouldBeTrue();

            // Gives the batch every chance to run ahead.
            await Task.Delay(2, Token);
            mostAhead = Math.Max(mostAhead, Volatile.Read(ref taken) - consumed - 1);
            consumed++;
        }

        consumed.ShouldBe(40);
        mostAhead.ShouldBeInRange(1, 3);

        async IAsyncEnumerable<ImageSource> Count()
        {
            for (var i = 0; i < 40; i++)
            {
                Interlocked.Increment(ref taken);
                yield return Pictures.Sized(5, 5);
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task DetectManyAsync_reports_a_bad_picture_in_its_place_and_goes_on()
    {
        using var client = TestClient.Create(new FakeModelFactory());
        ImageSource[] pictures = [Pictures.Sized(1, 1), Pictures.Damaged(), Pictures.Sized(3, 3)];

        var outcomes = await client.DetectManyAsync(pictures, cancellationToken: Token).ToListAsync(Token);

        outcomes.Select(outcome => outcome.Succeeded).ShouldBe([true, false, true]);
        outcomes[1].Error.ShouldBeOfType<ImageDecodeException>().Failure.ShouldBe(ImageDecodeFailure.Undecodable);
        outcomes[1].Result.ShouldBeNull();
        outcomes[1].Image.ShouldBeSameAs(pictures[1]);
        outcomes[2].Result!.ImageSize.Width.ShouldBe(3);
    }

    [Fact]
    public async Task DetectManyAsync_ends_with_the_error_when_the_model_cannot_be_loaded()
    {
        var factory = new FakeModelFactory
        {
            BeforeLoad = static (name, _) => throw new ModelLoadException("damaged", name.Id, null),
        };
        using var client = TestClient.Create(factory);

        await Should.ThrowAsync<ModelLoadException>(async () =>
            await client.DetectManyAsync([Pictures.Sized(1, 1)], cancellationToken: Token).ToListAsync(Token)
        );
    }

    [Fact]
    public async Task DetectManyAsync_waits_where_a_single_call_would_be_refused()
    {
        var factory = new FakeModelFactory();
        using var release = new ManualResetEventSlim();
        factory.Detector().During = (image, token) =>
        {
            if (image.SourceSize.Width == 99)
            {
                release.Wait(token);
            }
        };
        using var client = TestClient.Create(
            factory,
            static options => (options.MaxConcurrency, options.QueueLimit) = (1, 0)
        );
        await client.WarmUpAsync([VisionSlots.ObjectDetector], Token);
        var holder = client.DetectAsync(Pictures.Sized(99, 1), cancellationToken: Token);

        var batch = client
            .DetectManyAsync([Pictures.Sized(1, 1), Pictures.Sized(2, 2)], cancellationToken: Token)
            .ToListAsync(Token)
            .AsTask();
        await Should.ThrowAsync<VisionBusyException>(() =>
            client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token)
        );
        await Task.Delay(50, Token);
        batch.IsCompleted.ShouldBeFalse();
        release.Set();

        (await batch).ShouldAllBe(static outcome => outcome.Succeeded);
        await holder;
    }

    [Fact]
    public async Task DetectManyAsync_leaves_no_picture_in_use_when_the_consumer_stops_early()
    {
        var factory = new FakeModelFactory();
        var running = 0;
        factory.Detector().During = (image, token) =>
        {
            if (image.SourceSize.Width > 1)
            {
                Interlocked.Increment(ref running);
                token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)).ShouldBeTrue();
                Interlocked.Decrement(ref running);
                token.ThrowIfCancellationRequested();
            }
        };
        using var client = TestClient.Create(factory, static options => options.MaxConcurrency = 4);
        var disposed = false;

        await foreach (var outcome in client.DetectManyAsync(Endless(Token), cancellationToken: Token))
        {
            outcome.Index.ShouldBe(0);
            break;
        }

        running.ShouldBe(0);
        disposed.ShouldBeTrue();

        async IAsyncEnumerable<ImageSource> Endless([EnumeratorCancellation] CancellationToken token = default)
        {
            try
            {
                for (var width = 1; ; width++)
                {
                    yield return Pictures.Sized(width, 1);
                    await Task.Yield();
                    token.ThrowIfCancellationRequested();
                }
            }
            finally
            {
                disposed = true;
            }
        }
    }

    [Fact]
    public async Task DetectManyAsync_hands_an_outcome_on_while_the_source_still_waits_for_its_next_picture()
    {
        using var client = TestClient.Create(new FakeModelFactory(), static options => options.MaxConcurrency = 4);
        var seen = new TaskCompletionSource();

        var count = 0;
        await foreach (var outcome in client.DetectManyAsync(Live(), cancellationToken: Token))
        {
            outcome.Succeeded.ShouldBeTrue();
            count++;
            seen.TrySetResult();
        }

        count.ShouldBe(2);

        async IAsyncEnumerable<ImageSource> Live()
        {
            yield return Pictures.Sized(1, 1);

            // A camera that shows its next picture only after somebody has looked at the last one.
            await seen.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
            yield return Pictures.Sized(2, 2);
        }
    }

    [Fact]
    public async Task DetectManyAsync_ends_when_the_token_is_cancelled()
    {
        using var client = TestClient.Create(new FakeModelFactory());
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (
                var _ in client.DetectManyAsync(
                    Enumerable.Repeat(Pictures.Sized(4, 4), 1000),
                    cancellationToken: cancellation.Token
                )
            )
            {
                await cancellation.CancelAsync();
            }
        });
    }
}
