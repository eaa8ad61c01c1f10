using Microsoft.Extensions.Time.Testing;

namespace VisionSdk.Tests;

public sealed class VisionClientResilienceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_queue_refuses_the_next_operation_at_once_and_says_the_limits()
    {
        var (client, factory, release) = await HeldAsync(static options =>
            (options.MaxConcurrency, options.QueueLimit) = (1, 2)
        );
        using (client)
        {
            var admitted = Start(client, 3);

            var error = await Should.ThrowAsync<VisionBusyException>(() =>
                client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token)
            );

            (error.MaxConcurrency, error.QueueLimit).ShouldBe((1, 2));
            error.Message.ShouldContain("1 operations compute and 2 wait");
            release.Set();
            await Task.WhenAll(admitted);
            factory.Detector().Calls.ShouldBe(3);
            (await client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token)).Detections.Length.ShouldBe(1);
        }
    }

    [Fact]
    public async Task No_more_operations_compute_at_once_than_the_options_allow()
    {
        var factory = new FakeModelFactory();
        factory.Detector().During = static (_, token) => token.WaitHandle.WaitOne(5);
        using var client = TestClient.Create(factory, static options => options.MaxConcurrency = 2);

        await Task.WhenAll(Start(client, 24));

        factory.Detector().MostRunning.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_starts_nothing()
    {
        var factory = new FakeModelFactory();
        using var client = TestClient.Create(factory);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: new CancellationToken(canceled: true))
        );

        factory.Loads.ShouldBe(0);
    }

    [Fact]
    public async Task Cancelling_a_waiting_operation_frees_its_place_and_carries_the_callers_token()
    {
        var (client, factory, release) = await HeldAsync(static options =>
            (options.MaxConcurrency, options.QueueLimit) = (1, 1)
        );
        using (client)
        using (var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token))
        {
            var holder = Start(client, 1)[0];
            var waiting = client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: cancellation.Token);
            await cancellation.CancelAsync();

            var error = await Should.ThrowAsync<OperationCanceledException>(() => waiting);

            error.CancellationToken.ShouldBe(cancellation.Token);
            var next = client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token);
            release.Set();
            await Task.WhenAll(holder, next);
            factory.Detector().Calls.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Cancelling_a_computing_operation_stops_it_at_its_next_step()
    {
        var factory = new FakeModelFactory();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        factory.Detector().During = (_, token) =>
        {
            cancellation.Cancel();
            token.ThrowIfCancellationRequested();
        };
        using var client = TestClient.Create(factory);

        var error = await Should.ThrowAsync<OperationCanceledException>(() =>
            client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: cancellation.Token)
        );

        error.CancellationToken.ShouldBe(cancellation.Token);
    }

    [Fact]
    public async Task An_operation_that_takes_too_long_is_a_typed_error_with_the_time_that_it_had()
    {
        var factory = new FakeModelFactory();
        var time = new FakeTimeProvider();
        factory.Detector().During = (_, token) =>
        {
            time.Advance(TimeSpan.FromSeconds(8));
            token.ThrowIfCancellationRequested();
        };
        using var client = TestClient.Create(
            factory,
            static options => options.OperationTimeout = TimeSpan.FromSeconds(7),
            time: time
        );

        var error = await Should.ThrowAsync<VisionTimeoutException>(() =>
            client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token)
        );

        (error.Operation, error.Timeout).ShouldBe(("detect", TimeSpan.FromSeconds(7)));
        error.Message.ShouldContain("7 s (OperationTimeout)");
    }

    [Fact]
    public async Task The_time_of_an_operation_includes_its_waiting()
    {
        var time = new FakeTimeProvider();
        var factory = new FakeModelFactory();
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        factory.Detector().During = (_, _) =>
        {
            begun.Set();
            release.Wait(Token);
        };
        using var client = TestClient.Create(factory, static options => options.MaxConcurrency = 1, time: time);
        var holder = client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token);
        begun.Wait(Token);
        var waiting = client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token);
        time.Advance(TimeSpan.FromSeconds(31));

        (await Should.ThrowAsync<VisionTimeoutException>(() => waiting)).Operation.ShouldBe("detect");

        release.Set();
        await holder;
        factory.Detector().Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_stream_holds_no_turn_to_compute()
    {
        using var client = TestClient.Create(new FakeModelFactory(), static options => options.MaxConcurrency = 1);
        await client.WarmUpAsync([VisionSlots.ObjectDetector], Token);
        using var stalled = new StalledStream();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var slow = client.DetectAsync(ImageSource.FromStream(stalled), cancellationToken: cancellation.Token);

        var quick = await client.DetectAsync(Pictures.Sized(2, 2), cancellationToken: Token);

        quick.Detections.Length.ShouldBe(1);
        slow.IsCompleted.ShouldBeFalse();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => slow);
    }

    [Fact]
    public async Task Sixteen_callers_get_the_results_of_one()
    {
        using var client = TestClient.Create(new FakeModelFactory(), static options => options.QueueLimit = 16);

        await Parallel.ForAsync(
            0,
            16,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token },
            async (caller, token) =>
            {
                for (var i = 0; i < 200; i++)
                {
                    var width = 1 + ((caller + i) % 50);
                    var result = await client.DetectAsync(Pictures.Sized(width, 3), cancellationToken: token);
                    result.ImageSize.ShouldBe(new ImageSize(width, 3));
                    result.Detections[0].Box.Width.ShouldBe(width);
                }
            }
        );
    }

    /// <summary>A client, warm, whose detections wait for a signal.</summary>
    private static async Task<(VisionClient Client, FakeModelFactory Factory, ManualResetEventSlim Release)> HeldAsync(
        Action<VisionSdkOptions> configure
    )
    {
        var factory = new FakeModelFactory();
        var release = new ManualResetEventSlim();
        factory.Detector().During = (_, token) => release.Wait(token);
        var client = TestClient.Create(factory, configure);
        await client.WarmUpAsync([VisionSlots.ObjectDetector], Token);
        return (client, factory, release);
    }

    private static Task<DetectionResult>[] Start(VisionClient client, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => client.DetectAsync(Pictures.Sized(1, 1), cancellationToken: Token))];
}
